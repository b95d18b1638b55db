package io.github.hfconnect.demo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The model server as a process of its own. */
class ModelProcessIT {

    @Test
    void answersAndCountsAndLeavesNothing() throws IOException {
        ModelProcess model = ModelProcess.launch(FreePorts.any());
        try (model) {
            model.awaitReady();
            String request = "{\"inputs\": [[\"well played\"], [\"thank you\"]]}";
            assertThat(new RestCall(URI.create(model.url())).send("POST", "/tei/toxicity/predict", request))
                    .hasSize(2);
            assertThat(model.statistics().calls()).isEqualTo(1);
            assertThat(model.statistics().inputs()).isEqualTo(2);
            assertThat(model.directory()).isNotEmptyDirectory();
        }
        assertThat(model.directory()).doesNotExist();
    }
}
