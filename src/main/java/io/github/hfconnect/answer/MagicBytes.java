package io.github.hfconnect.answer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How images, sound and videos of one kind begin.
 *
 * @param contentType as the default container of endpoints wants it (huggingface-inference-toolkit, {@code serialization/base.py})
 * @param offset where the beginning stands
 * @param beginnings any of them, a byte a character
 */
public record MagicBytes(String contentType, int offset, List<String> beginnings) {

    private static final int LONGEST = 16;

    /** Two kinds of file hold sound as well as videos, so it must be known what is looked for. */
    private static final List<String> WEBM = List.of("\u001aE\u00df\u00a3");

    public static final Kinds IMAGE = new Kinds(
            "png, jpeg, gif, webp, bmp, tiff",
            List.of(
                    of("image/png", 0, "\u0089PNG\r\n"),
                    of("image/jpeg", 0, "\u00ff\u00d8\u00ff"),
                    of("image/gif", 0, "GIF87a", "GIF89a"),
                    of("image/webp", 8, "WEBP"),
                    of("image/bmp", 0, "BM"),
                    of("image/tiff", 0, "II*\0", "MM\0*")));

    public static final Kinds SOUND = new Kinds(
            "flac, wav, mp3, aac, ogg, webm, m4a, amr",
            List.of(
                    of("audio/flac", 0, "fLaC"),
                    of("audio/wav", 8, "WAVE"),
                    of("audio/ogg", 0, "OggS"),
                    new MagicBytes("audio/webm", 0, WEBM),
                    of("audio/m4a", 4, "ftypM4A", "ftypM4B", "ftypmp42", "ftypisom", "ftypdash"),
                    of("audio/AMR-WB", 0, "#!AMR-WB\n"),
                    of("audio/AMR", 0, "#!AMR\n"),
                    // The container has no name for AAC without a file around it, and decodes it under this one.
                    of(
                            "audio/mpeg",
                            0,
                            "ID3",
                            "\u00ff\u00fb",
                            "\u00ff\u00fa",
                            "\u00ff\u00f3",
                            "\u00ff\u00f2",
                            "\u00ff\u00e3",
                            "\u00ff\u00f1",
                            "\u00ff\u00f9")));

    public static final Kinds IMAGE_OR_SOUND = new Kinds(
            IMAGE.names() + ", " + SOUND.names(),
            Stream.of(IMAGE, SOUND).flatMap(kinds -> kinds.known().stream()).toList());

    public static final Kinds VIDEO = new Kinds(
            "mp4, mov, webm, avi",
            List.of(
                    of("video/quicktime", 4, "ftypqt"),
                    of("video/mp4", 4, "ftyp"),
                    new MagicBytes("video/webm", 0, WEBM),
                    of("video/x-msvideo", 8, "AVI ")));

    /**
     * The kinds among which a content is looked for.
     *
     * @param names for people
     */
    public record Kinds(String names, List<MagicBytes> known) {

        /** The content type, or null where the bytes are none of these. */
        @Nullable
        public String contentType(ByteBuffer bytes) {
            byte[] first = new byte[Math.min(LONGEST, bytes.remaining())];
            bytes.duplicate().get(first);
            String beginning = new String(first, StandardCharsets.ISO_8859_1);
            return known.stream()
                    .filter(kind -> kind.matches(beginning))
                    .map(MagicBytes::contentType)
                    .findFirst()
                    .orElse(null);
        }
    }

    private static MagicBytes of(String contentType, int offset, String... beginnings) {
        return new MagicBytes(contentType, offset, List.of(beginnings));
    }

    private boolean matches(String beginning) {
        return beginnings.stream().anyMatch(magic -> beginning.startsWith(magic, offset));
    }
}
