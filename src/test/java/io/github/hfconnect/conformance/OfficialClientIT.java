package io.github.hfconnect.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Asks the official client again, where there is Node.js: what was recorded is what it still sends for the samples. */
@Timeout(600)
class OfficialClientIT {

    private static final Path SAMPLES = Path.of("src", "test", "resources", "samples");

    @Test
    void whatWasRecordedIsWhatTheClientSends() throws IOException, InterruptedException {
        NodeProgram client = NodeProgram.named("client");
        assumeTrue(client.install(), "Node.js or the official client is missing");

        Path recording = client.work().resolve("recorded.json");
        assertThat(client.run(
                        recording,
                        "node",
                        "record.mjs",
                        SAMPLES.toAbsolutePath().toString()))
                .isTrue();
        if (Boolean.getBoolean("conformance.write")) {
            Files.copy(recording, OfficialRequest.RECORDED, StandardCopyOption.REPLACE_EXISTING);
        }

        assertThat(OfficialRequest.read(OfficialRequest.RECORDED))
                .as("record again with: mvn verify -Dit.test=OfficialClientIT -Dconformance.write=true")
                .isEqualTo(OfficialRequest.read(recording));
    }
}
