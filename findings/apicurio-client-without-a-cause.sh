#!/usr/bin/env bash
# Finding: Apicurio Registry's Java client of 2.x, which its Kafka serializers and Connect converters of 2.6 use, says of a registry that
# cannot be reached neither why nor that it was so: what it throws is a RestClientException without a cause and without a status, and the
# same class stands for each answer that is an error. The java.net.ConnectException is gone but for its simple name, in getError().getName().
# A 500 is a RestClientException with a code in getError(), whereas 401, 403 and 429 are classes with neither: NotAuthorizedException,
# ForbiddenException, RateLimitedClientException. Whoever decides by the chain of causes whether to try again, as Connect users do for
# Confluent's client, takes an outage for a fault of the record.
#
# Expected by a reader of other clients: an exception whose cause is the IOException.
#
# Versions: io.apicurio:apicurio-registry-client 2.6.13.Final. Needs Java 17 and Maven. Exit code 0: seen as described; 1: it behaves in
# another way now.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>io.apicurio</groupId>
      <artifactId>apicurio-registry-client</artifactId>
      <version>2.6.13.Final</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DincludeScope=runtime -DoutputDirectory=lib

cat >Finding.java <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import io.apicurio.registry.rest.client.RegistryClient;
import io.apicurio.registry.rest.client.RegistryClientFactory;
import io.apicurio.registry.rest.client.exception.RestClientException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;

class Finding {

    public static void main(String[] args) throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        System.out.println("nobody listens: " + ask(closed));
        for (int status : new int[] {500, 401, 403, 429}) {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                byte[] body = ("{\"error_code\":" + status + ",\"name\":\"AnyException\",\"message\":\"no\"}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            System.out.println(status + ": " + ask(server.getAddress().getPort()));
            server.stop(0);
        }
        System.exit(0);
    }

    static String ask(int port) {
        RegistryClient client = RegistryClientFactory.create("http://127.0.0.1:" + port + "/apis/registry/v2");
        try {
            return "answered " + client.getArtifactMetaData("default", "chat-value");
        } catch (RuntimeException e) {
            String error = e instanceof RestClientException r
                    ? ", code " + r.getError().getErrorCode() + ", name " + r.getError().getName()
                    : "";
            return e.getClass().getSimpleName() + error + ", cause " + e.getCause();
        }
    }
}
JAVA
java -cp "lib/*" Finding.java 2>/dev/null | tee seen

check() { grep -qE "^$1\$" seen || { echo "changed: $1" >&2; exit 1; }; }
check 'nobody listens: RestClientException, code null, name ConnectException, cause null'
check '500: RestClientException, code 500, name AnyException, cause null'
check '401: NotAuthorizedException, cause null'
check '403: ForbiddenException, cause null'
check '429: RateLimitedClientException, cause null'
echo 'seen as described'
