#!/usr/bin/env bash
# Finding: where the broker refuses one batch of a transaction, because a record in it has no key and the topic is compacted, the producer fails
# the records that it has not sent yet with the very exception of that batch: InvalidRecordException, "One or more records have been
# rejected". So their callbacks say of valid records that they are invalid, though no broker has seen them. Who makes dead letters of
# what fails with that class makes them of valid records. (Valid records of the refused batch itself get a KafkaException.)
#
# Expected by a reader of Callback.onCompletion: that an InvalidRecordException is about the record that the callback belongs to.
#
# Versions: org.apache.kafka:kafka-clients 4.3.1, broker kafka_2.13 4.3.1. Needs Java 17 and Maven.
# Output seen: "1 record without a key: InvalidRecordException; of 199 valid ones 155 InvalidRecordException" (as many as are not sent yet).
# Exit code 0: seen as described; 1: it behaves in another way now.
set -euo pipefail
work=$(mktemp -d)
cd "$work"
broker=
trap '[ -z "$broker" ] || kill "$broker"; wait 2>/dev/null; rm -rf "$work"' EXIT

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>kafka_2.13</artifactId>
      <version>4.3.1</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DincludeScope=runtime -DoutputDirectory=lib

cat >Ports.java <<'JAVA'
class Ports {
    public static void main(String[] none) throws Exception {
        try (var one = new java.net.ServerSocket(0); var two = new java.net.ServerSocket(0)) {
            System.out.println(one.getLocalPort() + " " + two.getLocalPort());
        }
    }
}
JAVA
read -r port controller <<<"$(java Ports.java)"
cat >broker.properties <<CONFIG
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$controller
listeners=PLAINTEXT://127.0.0.1:$port,CONTROLLER://127.0.0.1:$controller
controller.listener.names=CONTROLLER
log.dirs=$work/data
offsets.topic.replication.factor=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
CONFIG
java -cp 'lib/*' kafka.tools.StorageTool format -t AAAAAAAAAAAAAAAAAAAAAA -c broker.properties >/dev/null
java -Xmx512m -cp 'lib/*' kafka.Kafka broker.properties >broker.log 2>&1 &
broker=$!

cat >Finding.java <<'JAVA'
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

class Finding {

    static final int RECORDS = 200;

    public static void main(String[] args) throws Exception {
        String broker = args[0];
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            admin.createTopics(List.of(new NewTopic("latest", 1, (short) 1).configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
        }
        Exception[] failures = new Exception[RECORDS];
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", broker, "transactional.id", "one", "batch.size", 2048, "linger.ms", 500),
                new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int i = 0; i < RECORDS; i++) {
                int number = i;
                String key = i == 0 ? null : "key " + i;
                producer.send(
                        new ProducerRecord<>("latest", key, new byte[200]),
                        (metadata, failure) -> failures[number] = failure);
            }
            producer.flush();
            producer.abortTransaction();
        }
        boolean first = failures[0] instanceof InvalidRecordException;
        List<String> validOnes = Arrays.stream(failures, 1, RECORDS)
                .filter(InvalidRecordException.class::isInstance)
                .map(Throwable::getMessage)
                .toList();
        System.out.println("1 record without a key: " + failures[0].getClass().getSimpleName() + "; of " + (RECORDS - 1)
                + " valid ones " + validOnes.size() + " InvalidRecordException");
        if (!first || validOnes.isEmpty() || !validOnes.get(0).startsWith("One or more records have been rejected")) {
            System.exit(1);
        }
    }
}
JAVA
java -cp 'lib/*' Finding.java "127.0.0.1:$port" 2>errors.log || { code=$?; grep -v SLF4J errors.log >&2; exit $code; }
