package io.github.hfconnect.cache.topic;

import io.github.hfconnect.cache.AnswerKey;
import io.github.hfconnect.cache.AnswerKeys;
import io.github.hfconnect.cache.Asked;
import io.github.hfconnect.cache.PredictionCache;
import io.github.hfconnect.cache.PredictionCodec;
import io.github.hfconnect.cache.SharedAnswers;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.kafka.OwnTopic;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cache's answers in a topic: what stands there comes into the cache, at the start and as other tasks write it, and what the cache
 * is told goes there. While the cluster is away the cache is as good as one without a topic.
 */
public final class CacheTopic implements SharedAnswers, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CacheTopic.class);

    private final OwnTopic topic;
    private final TopicContents contents;
    private final AnswerWriter writer;
    private final TopicFollower follower;
    private final CacheTopicCounts counts = new CacheTopicCounts();

    /**
     * Begins to read.
     *
     * @param cache takes the answers, and tells those that it is told
     * @param codec of its predictions
     * @param threads makes the two threads that this has
     * @param time by which answers grow old, and absences of the cluster are told
     */
    public CacheTopic(
            OwnTopic topic,
            Asked asked,
            PredictionCache cache,
            PredictionCodec codec,
            ThreadFactory threads,
            Time time) {
        this.topic = topic;
        this.contents = new TopicContents(asked, codec, cache, counts, time);
        this.writer = new AnswerWriter(topic.name(), codec, counts, threads, time);
        this.follower = new TopicFollower(topic, writer, contents, cache.ttl(), threads, time);
        cache.shareBy(this);
    }

    /**
     * Waits until what stands in the topic is in the cache. What is not there in time comes when it comes.
     *
     * @param answered within which the cluster has to answer, or calls are made meanwhile
     * @param read within which the topic has to be read then, or calls are made meanwhile
     * @throws ConnectException with what to change, where the topic cannot be read or written to
     */
    public void awaitContents(Duration answered, Duration read) {
        try {
            Object unused = follower.reached().get(answered.toMillis(), TimeUnit.MILLISECONDS);
            tellBack(follower.caughtUp().get(read.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            log.warn("The topic {} is not read yet; calls are made meanwhile", topic.name());
            var unused = follower.caughtUp().thenAccept(this::tellBack).exceptionally(this::tellLost);
        } catch (ExecutionException e) {
            throw lasting(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void tellBack(int answers) {
        log.info("{} answers are back from the topic {}", answers, topic.name());
    }

    private @Nullable Void tellLost(Throwable failure) {
        if (!(failure.getCause() instanceof CancellationException)) {
            log.error("Answers are not shared", lasting(failure.getCause()));
        }
        return null;
    }

    private ConnectException lasting(@Nullable Throwable cause) {
        return cause instanceof ConnectException told
                ? told
                : topic.faults()
                        .lasting(
                                cause,
                                topic.name(),
                                "The cache topic " + topic.faults().told(topic.name()) + " cannot be used: " + cause);
    }

    /** What has come and gone. */
    public CacheTopicCounts counts() {
        return counts;
    }

    /** The input itself, as long as there is no salt. */
    @Override
    public Object key(Input input) {
        AnswerKeys keys = contents.keys();
        return keys == null ? input : keys.of(input);
    }

    @Override
    public void answered(Object key, Prediction prediction) {
        if (key instanceof AnswerKey shared) {
            writer.write(shared, prediction);
        }
    }

    /** Ends within a few seconds, with what waits written as far as that goes. */
    @Override
    public void close() {
        follower.close();
        writer.close();
    }
}
