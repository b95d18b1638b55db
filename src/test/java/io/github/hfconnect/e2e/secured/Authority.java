package io.github.hfconnect.e2e.secured;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import okhttp3.tls.HeldCertificate;

/** An authority of certificates that no Java trusts by itself, and the files that Kafka reads of it (PEM). */
final class Authority {

    private final HeldCertificate authority =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private final Path directory;

    Authority(Path directory) {
        this.directory = directory;
    }

    /** What clients have to trust. */
    Path trustStore() throws IOException {
        return Files.writeString(directory.resolve("authority.pem"), authority.certificatePem());
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
}
