package io.github.hfconnect.micro;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What traces cost a call for 32 records on a worker that has nothing of OpenTelemetry: time and allocation a call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Tracing {

    /** Whether the records' headers name a trace. */
    @Param({"false", "true"})
    public boolean inTrace;

    private Callable<?> calls = () -> "";

    /** Makes the records, as a bare worker's plugin sees them. */
    @Setup
    public void load() throws ReflectiveOperationException {
        calls = (Callable<?>) new BareWorker()
                .loadClass(TracedCalls.class.getName())
                .getConstructor(boolean.class)
                .newInstance(inTrace);
    }

    /** Makes a call that costs nothing else. */
    @Benchmark
    public Object call() throws Exception {
        return calls.call();
    }
}
