package io.github.hfconnect.e2e.secured;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;

/** An authority of certificates that no Java trusts by itself, and the files that Kafka reads of it (PEM), which are deleted with it. */
final class Authority implements AutoCloseable {

    private final HeldCertificate authority =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private final Path directory;

    Authority() throws IOException {
        this.directory = Files.createTempDirectory("hfconnect-authority-");
        Files.writeString(trustStore(), authority.certificatePem());
    }

    /** What clients have to trust. */
    Path trustStore() {
        return directory.resolve("authority.pem");
    }

    /** Key and certificate of a server that is known by that address alone. */
    Path keyStore(String address) throws IOException {
        HeldCertificate server = new HeldCertificate.Builder()
                .addSubjectAlternativeName(address)
                .signedBy(authority)
                .build();
        return Files.writeString(
                directory.resolve("server.pem"),
                server.privateKeyPkcs8Pem() + server.certificatePem() + authority.certificatePem());
    }

    /** Writes another file beside its own. */
    Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("The certificates cannot be deleted", e);
        }
    }
}
