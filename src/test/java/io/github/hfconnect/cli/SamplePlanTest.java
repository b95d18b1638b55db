package io.github.hfconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SamplePlanTest {

    @Test
    void aSmallTopicIsReadWhole() {
        assertThat(plan(1000, 5, 25)).containsExactly(spot(0, 5, 20, 25));
    }

    @Test
    void spotsLieEvenlyOverThePartition() {
        List<SamplePlan.Spot> spots = plan(100, 0, 10_000);

        assertThat(spots)
                .hasSize(10)
                .startsWith(spot(0, 0, 10, 10_000), spot(0, 1000, 10, 10_000))
                .endsWith(spot(0, 9000, 10, 10_000));
    }

    @Test
    void eachPartitionHasItsShareAndAnEmptyOneNone() {
        List<SamplePlan.Spot> spots = plan(4, 0, 300, 0, 100, 7, 7);

        assertThat(spots)
                .containsExactly(spot(0, 0, 1, 300), spot(0, 100, 1, 300), spot(0, 200, 1, 300), spot(1, 0, 1, 100));
    }

    @Test
    void anEmptyTopicHasNothingToRead() {
        assertThat(plan(10, 3, 3)).isEmpty();
    }

    private static List<SamplePlan.Spot> plan(long size, long... fromAndTo) {
        SortedMap<TopicPartition, SamplePlan.Range> ranges =
                new TreeMap<>(Comparator.comparingInt(TopicPartition::partition));
        for (int i = 0; i < fromAndTo.length; i += 2) {
            ranges.put(new TopicPartition("t", i / 2), new SamplePlan.Range(fromAndTo[i], fromAndTo[i + 1]));
        }
        return SamplePlan.of(ranges, size);
    }

    private static SamplePlan.Spot spot(int partition, long from, long count, long end) {
        return new SamplePlan.Spot(new TopicPartition("t", partition), from, count, end);
    }
}
