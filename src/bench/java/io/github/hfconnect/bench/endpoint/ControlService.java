package io.github.hfconnect.bench.endpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * The other port: {@code PUT /script} changes how the model behaves, {@code GET /statistics} tells what it has done, and
 * {@code DELETE /statistics} starts counting anew; {@code GET /arrivals} tells each call that came while there was a quota. It stays open while the model's port is closed.
 */
final class ControlService implements Service {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final EventLoop loop;
    private final PredictService model;
    private final Tally tally;
    private final int modelPort;
    private boolean down;

    ControlService(EventLoop loop, PredictService model, Tally tally, int modelPort) {
        this.loop = loop;
        this.model = model;
        this.tally = tally;
        this.modelPort = modelPort;
    }

    @Override
    public void answer(HttpMessage request, Connection connection) {
        try {
            connection.send(answer(request));
        } catch (IOException e) {
            connection.send(HttpAnswer.error(500, "Control", e.getClass().getSimpleName()));
        }
    }

    private HttpAnswer answer(HttpMessage request) throws IOException {
        switch (request.method() + " " + request.path()) {
            case "PUT /script" -> follow(JSON.readValue(request.body(), Script.class));
            case "DELETE /statistics" -> tally.forget();
            case "GET /statistics" -> {
                return new HttpAnswer(200, JSON.writeValueAsBytes(tally.statistics()));
            }
            case "GET /arrivals" -> {
                return new HttpAnswer(200, JSON.writeValueAsBytes(tally.arrivals()));
            }
            default -> {
                return HttpAnswer.error(404, "NotFound", "no such route");
            }
        }
        return HttpAnswer.json(200, "{}");
    }

    private void follow(Script script) throws IOException {
        model.follow(script);
        if (script.down() && !down) {
            loop.hangUp(model);
        } else if (!script.down() && down) {
            loop.listen(modelPort, model);
        }
        down = script.down();
    }
}
