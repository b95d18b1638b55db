package io.github.hfconnect.bench.endpoint;

import java.io.IOException;

/** The endpoint's process. */
public final class ScriptedEndpoint {

    private ScriptedEndpoint() {}

    /**
     * Serves until the process is ended.
     *
     * @param arguments the model's port and the control's port
     */
    public static void main(String[] arguments) throws IOException {
        int modelPort = Integer.parseInt(arguments[0]);
        EventLoop loop = new EventLoop();
        Tally tally = new Tally();
        PredictService model = new PredictService(loop, tally);
        loop.listen(modelPort, model);
        loop.listen(Integer.parseInt(arguments[1]), new ControlService(loop, model, tally, modelPort));
        loop.run();
    }
}
