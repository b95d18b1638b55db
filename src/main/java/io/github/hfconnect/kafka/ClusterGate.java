package io.github.hfconnect.kafka;

import io.github.hfconnect.inference.Time;
import io.github.hfconnect.resilience.Absence;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before all clients of one cluster: none is made until something at the cluster's address answers as it should. A client
 * that cannot succeed costs its worker heap, threads and log lines for as long as it tries. For any thread.
 */
public class ClusterGate {

    /**
     * Kafka's setting since 3.8. With {@code rebootstrap}, the default of 4.x workers, a client whose cluster is away starts over
     * again and again without a pause, with a line of the log each time (an Admin of 4.3.1: 2,800 a second).
     */
    public static final String RECOVERY = "metadata.recovery.strategy";

    private static final Logger log = LoggerFactory.getLogger(ClusterGate.class);

    private static final Duration LOOK_LIMIT = Duration.ofSeconds(3);
    private static final long LOGIN_SECONDS = 4;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration LOOKS_STAY_TRUE = Duration.ofSeconds(5);

    private final ClientKeys keys;
    private final Map<String, Object> settings;
    private final Look look;
    private final Time time;
    private final Absence absence;
    private volatile boolean wasOpen;
    private volatile long openUntil;

    /**
     * A gate that nobody has come to yet.
     *
     * @param settings of a Kafka client, {@code bootstrap.servers} among them
     * @param time by which it waits, and forgets what it has seen
     */
    public ClusterGate(ClientKeys keys, Map<String, Object> settings, Time time) {
        this.keys = keys;
        this.settings = Map.copyOf(settings);
        this.look = new Look(this.settings, LOOK_LIMIT);
        this.time = time;
        this.absence = new Absence(Absence.REMIND_EVERY, time);
        this.openUntil = time.nanos();
    }

    /**
     * Looks at the address and, where it answers, logs in; for a few seconds at most. A cluster that does not answer is no fault: it
     * may be away.
     *
     * @throws ConnectException with what to change, where no client could ever work
     */
    public void check() {
        if (isOpen()) {
            logIn();
        }
    }

    /**
     * Waits until the cluster answers.
     *
     * @throws ConnectException with what to change, where no client could ever work
     */
    public void await() throws InterruptedException {
        while (!isOpen()) {
            time.sleep(LOOK_AGAIN);
        }
    }

    /** The clock of all that waits for this cluster. */
    public Time time() {
        return time;
    }

    /** A client that asks one question and is closed at once. */
    public Admin admin() {
        Map<String, Object> shortLived = new HashMap<>(settings);
        shortLived.putIfAbsent(RECOVERY, "none");
        try {
            return Admin.create(shortLived);
        } catch (KafkaException e) {
            throw ClusterFaults.notMade(keys, e);
        }
    }

    /**
     * Whether the cluster answers now.
     *
     * @throws ConnectException with what to change, where no client could ever work
     */
    public boolean isOpen() {
        if (openUntil - time.nanos() > 0) {
            return true;
        }
        boolean answers = answers();
        if (answers) {
            absence.back()
                    .ifPresent(
                            away -> log.info("The cluster {} answers again after {} s", servers(), away.toSeconds()));
            wasOpen = true;
            openUntil = time.nanos() + LOOKS_STAY_TRUE.toNanos();
        }
        return answers;
    }

    private boolean answers() {
        List<Listener> silent = new ArrayList<>();
        for (InetSocketAddress address : Addresses.parse(servers())) {
            Listener listener = look.at(address);
            if (!(listener instanceof Listener.Away || listener instanceof Listener.Unknown)) {
                requireFit(address, listener);
                return true;
            }
            silent.add(listener);
        }
        requireKnown(silent);
        absence.missed().ifPresent(away -> tellAway(silent.get(0), away));
        return false;
    }

    private void requireFit(InetSocketAddress address, Listener listener) {
        ProtocolCheck check = new ProtocolCheck(keys, look.protocol(), look.mechanism());
        check.fault(address.getHostString() + ":" + address.getPort(), listener).ifPresent(fault -> {
            throw new ConnectException(fault);
        });
    }

    /** A name that was known before may be known again. */
    private void requireKnown(List<Listener> silent) {
        if (!wasOpen && silent.stream().allMatch(Listener.Unknown.class::isInstance)) {
            throw new ConnectException("No host of `" + keys.servers() + "` is known here: " + servers());
        }
    }

    private void tellAway(Listener listener, Duration silence) {
        String reason = listener instanceof Listener.Away away ? away.reason() : "not known";
        log.warn(
                "The cluster {} ({}) does not answer, for {} s now ({}); what is to be written waits for it",
                servers(),
                keys.servers(),
                silence.toSeconds(),
                reason);
    }

    private void logIn() {
        Admin admin = admin();
        try {
            admin.describeCluster().clusterId().get(LOGIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            new Refusal(keys).sentence(e).ifPresent(sentence -> {
                throw new ConnectException(sentence, e.getCause());
            });
        } catch (TimeoutException e) {
            log.debug("The cluster {} has not let the client in yet", servers());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private String servers() {
        return String.valueOf(settings.get("bootstrap.servers"));
    }
}
