package io.github.hfconnect.server.huggingface;

import io.github.hfconnect.answer.Excerpt;
import io.github.hfconnect.server.CallSpec;
import java.util.regex.Pattern;

/**
 * Where a model is behind the Hugging Face router, as the official clients call it.
 *
 * @param id {@code organisation/name}, or a legacy {@code name}; goes into the path as it is, so it is checked
 */
public record HuggingFaceModel(String id) {

    /** The only provider whose tasks have one address for each model. */
    public static final String PROVIDER = "hf-inference";

    private static final Pattern VALID = Pattern.compile("(?!.*\\.\\.)\\w[\\w.-]*(/\\w[\\w.-]*)?");

    public HuggingFaceModel {
        if (!VALID.matcher(id).matches()) {
            throw new IllegalArgumentException("`model` must be an id of the Hugging Face Hub such as"
                    + " `organisation/name`: letters, digits, `.`, `_` and `-`, but is `" + Excerpt.of(id) + "`");
        }
    }

    /**
     * The path under the router's base URL; empty for an own endpoint, whose URL is called as it is.
     *
     * @param suffix of the model's path, for the tasks that have one
     */
    static String path(CallSpec spec, String suffix) {
        if (!spec.router()) {
            return "";
        }
        if (spec.model() == null) {
            throw new IllegalArgumentException("`model` is required where `endpoint.urls` is empty");
        }
        if (spec.provider() != null && !spec.provider().equals(PROVIDER)) {
            throw new IllegalArgumentException("`provider=" + spec.provider() + "` cannot be asked for the task "
                    + spec.task().name() + "; leave it out or set it to " + PROVIDER);
        }
        return PROVIDER + "/models/" + new HuggingFaceModel(spec.model()).id() + suffix;
    }
}
