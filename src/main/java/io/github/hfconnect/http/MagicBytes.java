package io.github.hfconnect.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How images and sound of one kind begin.
 *
 * @param contentType as the default container of endpoints wants it
 * @param offset where the beginning stands
 * @param beginnings any of them, a byte a character
 */
record MagicBytes(String contentType, int offset, List<String> beginnings) {

    private static final int LONGEST = 16;

    private static final List<MagicBytes> KNOWN = List.of(
            of("image/png", 0, "\u0089PNG\r\n"),
            of("image/jpeg", 0, "\u00ff\u00d8\u00ff"),
            of("image/gif", 0, "GIF87a", "GIF89a"),
            of("image/webp", 8, "WEBP"),
            of("image/bmp", 0, "BM"),
            of("image/tiff", 0, "II*\0", "MM\0*"),
            of("audio/flac", 0, "fLaC"),
            of("audio/wav", 8, "WAVE"),
            of("audio/ogg", 0, "OggS"),
            of("audio/webm", 0, "\u001aE\u00df\u00a3"),
            of("audio/m4a", 4, "ftypM4A", "ftypM4B", "ftypmp42", "ftypisom"),
            of("audio/mpeg", 0, "ID3", "\u00ff\u00fb", "\u00ff\u00fa", "\u00ff\u00f3", "\u00ff\u00f2", "\u00ff\u00e3"));

    private static MagicBytes of(String contentType, int offset, String... beginnings) {
        return new MagicBytes(contentType, offset, List.of(beginnings));
    }

    /** The content type, or null where the bytes are none of these. */
    static @Nullable String contentType(ByteBuffer bytes) {
        byte[] first = new byte[Math.min(LONGEST, bytes.remaining())];
        bytes.duplicate().get(first);
        String beginning = new String(first, StandardCharsets.ISO_8859_1);
        return KNOWN.stream()
                .filter(kind -> kind.matches(beginning))
                .map(MagicBytes::contentType)
                .findFirst()
                .orElse(null);
    }

    private boolean matches(String beginning) {
        return beginnings.stream().anyMatch(magic -> beginning.startsWith(magic, offset));
    }
}
