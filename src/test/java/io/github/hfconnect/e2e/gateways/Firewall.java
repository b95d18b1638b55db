package io.github.hfconnect.e2e.gateways;

import io.github.hfconnect.demo.cluster.FreePorts;
import io.github.hfconnect.e2e.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** nginx with ModSecurity and the core rules of OWASP, from Debian's packages, before another server. */
record Firewall(Process nginx, int port) implements AutoCloseable {

    private static final Path SERVER = Path.of("/usr/sbin/nginx");
    private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_http_modsecurity_module.so");
    private static final Path RULES = Path.of("/usr/share/modsecurity-crs/rules");

    /** Whether the packages libnginx-mod-http-modsecurity and modsecurity-crs are there. */
    static boolean isInstalled() {
        return Stream.of(SERVER, MODULE, RULES).allMatch(Files::exists);
    }

    /** Starts it with Debian's configuration before that URL. */
    static Firewall before(String upstream) throws IOException {
        Path directory = Files.createDirectories(
                Path.of("target", "firewall", Long.toString(System.nanoTime())).toAbsolutePath());
        int port = FreePorts.any();
        Map<String, String> values = Map.of(
                "@MODULE@", MODULE.toString(),
                "@DIRECTORY@", directory.toString(),
                "@PORT@", Integer.toString(port),
                "@UPSTREAM@", upstream);
        write(directory, "modsecurity.conf", values);
        Path config = write(directory, "nginx.conf", values);
        Process nginx = new ProcessBuilder(SERVER.toString(), "-p", directory.toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(nginx::destroyForcibly));
        Waiting.until(Waiting.PATIENCE, () -> !FreePorts.isFree(port));
        return new Firewall(nginx, port);
    }

    private static Path write(Path directory, String name, Map<String, String> values) throws IOException {
        try (InputStream in = Objects.requireNonNull(Firewall.class.getResourceAsStream("/firewall/" + name))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace(value.getKey(), value.getValue());
            }
            return Files.writeString(directory.resolve(name), text);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        nginx.destroyForcibly();
    }
}
