package io.github.hfconnect.cli;

import io.github.hfconnect.config.ClientOverrides;
import io.github.hfconnect.config.InferenceConfig;
import io.github.hfconnect.config.LostPredictions;
import io.github.hfconnect.config.SinkConfig;
import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.probe.Probe;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what is wrong with a connector before Connect does, and whether its endpoints answer. */
@Command(
        name = "validate",
        description =
                "Says what REST validation says of a connector's configuration, asks each endpoint once, which costs"
                        + " what one record costs, and logs in to the cluster that a sink writes to.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "CONNECTOR.json", description = "as it is posted to Connect")
    private Path connector = Path.of("");

    @Option(names = "--no-probe", description = "ask no endpoint and no cluster")
    private boolean silent;

    ValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        boolean allWell = true;
        ConnectorFile file = ConnectorFile.read(connector);
        Stream.concat(LostPredictions.in(file.props()).stream(), ClientOverrides.warnings(file.props()).stream())
                .forEach(warning -> console.result("warning: " + warning));
        for (ConfiguredPlugin plugin : file.plugins()) {
            allWell &= isValid(plugin) && (silent || reachesBoth(plugin.config()));
        }
        return allWell ? 0 : 1;
    }

    private boolean isValid(ConfiguredPlugin plugin) {
        List<String> errors = plugin.errors();
        errors.forEach(console::result);
        if (errors.isEmpty()) {
            console.result(plugin.prefix() + "configuration: valid");
        }
        return errors.isEmpty();
    }

    private boolean letsIn(InferenceConfig config) {
        if (!(config instanceof SinkConfig sink)) {
            return true;
        }
        ClusterProbe probe = ClusterProbe.of(sink);
        console.result("output cluster: " + probe.found());
        return probe.isWell();
    }

    /** Says both, whatever the first has come to. */
    private boolean reachesBoth(InferenceConfig config) throws InterruptedException {
        boolean answered = answers(config);
        return letsIn(config) && answered;
    }

    private boolean answers(InferenceConfig config) throws InterruptedException {
        boolean all = true;
        for (Endpoint endpoint : config.endpoints().all()) {
            Probe probe = Probe.of(endpoint, config);
            console.result("endpoint " + endpoint.alias() + ": " + probe.found());
            all &= probe.isWell();
        }
        return all;
    }
}
