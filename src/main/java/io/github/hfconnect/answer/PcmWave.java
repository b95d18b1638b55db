package io.github.hfconnect.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Sound that a pipeline answers as numbers, {@code {"audio": [[sample, ..], ..], "sampling_rate": 16000}} with a list
 * for each channel, made into a WAV file of 16-bit PCM, which anybody can play.
 */
final class PcmWave {

    static final String CONTENT_TYPE = "audio/wav";

    private static final int HEADER_BYTES = 44;

    private static final short PCM = 1;

    /** More lists than this are no channels, but something that is not understood. */
    private static final int MOST_CHANNELS = 8;

    private PcmWave() {}

    /** The file. */
    static byte[] of(JsonNode answer, Expected expected) {
        List<JsonNode> channels = channels(answer.path("audio"), expected);
        int samples = channels.get(0).size();
        ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + samples * channels.size() * Short.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        putHeader(file, channels.size(), samplingRate(answer, expected));
        for (int i = 0; i < samples; i++) {
            for (JsonNode channel : channels) {
                file.putShort(pcm(expected.finite(channel.path(i), "a sample")));
            }
        }
        return file.array();
    }

    /** At least one, all of equal length and not empty. Some models answer a batch of one. */
    private static List<JsonNode> channels(JsonNode audio, Expected expected) {
        if (audio.size() == 1 && audio.path(0).path(0).isArray()) {
            return channels(audio.path(0), expected);
        }
        List<JsonNode> channels = audio.path(0).isArray() ? expected.elements(audio, "channels") : List.of(audio);
        int samples = channels.get(0).size();
        boolean even = channels.stream().allMatch(channel -> channel.isArray() && channel.size() == samples);
        if (samples == 0 || !even || channels.size() > MOST_CHANNELS) {
            throw expected.butFound(Json.describe(audio) + " in place of channels with equally many samples");
        }
        return channels;
    }

    private static int samplingRate(JsonNode answer, Expected expected) {
        Integer rate = expected.wholeOrNull(answer.path("sampling_rate"), "a sampling rate");
        if (rate == null || rate < 1) {
            throw expected.butFound("sound without a sampling rate");
        }
        return rate;
    }

    private static void putHeader(ByteBuffer file, int channels, int samplingRate) {
        int frameBytes = channels * Short.BYTES;
        file.put(ascii("RIFF")).putInt(file.capacity() - 8).put(ascii("WAVE"));
        file.put(ascii("fmt ")).putInt(16).putShort(PCM).putShort((short) channels);
        file.putInt(samplingRate).putInt(samplingRate * frameBytes);
        file.putShort((short) frameBytes).putShort((short) Short.SIZE);
        file.put(ascii("data")).putInt(file.capacity() - HEADER_BYTES);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static short pcm(double sample) {
        return (short) Math.round(Math.max(-1, Math.min(1, sample)) * Short.MAX_VALUE);
    }
}
