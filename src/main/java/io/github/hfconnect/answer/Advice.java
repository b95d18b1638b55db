package io.github.hfconnect.answer;

/** What to change, by its keys. */
final class Advice {

    static final String ADDRESS = "Check `model`, `endpoint.urls` and `endpoint.api`";
    static final String BILLING =
            "This is a matter of billing: buy credits, set another `token`, or set `bill.to` to an"
                    + " organisation that pays";
    static final String BODY = "Check `endpoint.api`: the server does not understand this kind of request";
    static final String CAPABILITY = "The server or its model cannot do this: set another `task`, or `model` or"
            + " `endpoint.urls` of one that can, or start the server for it";
    static final String CERTIFICATE =
            "The server wants a client's certificate that it knows. Check `ssl.keystore.location`";
    static final String GONE = "Model or address are no longer served: set another `model` or `endpoint.urls`";
    static final String HEADERS = "Check what `headers.*` tell the gateway";
    static final String HTTPS = "Set `endpoint.urls` to begin with https";
    static final String MISSING_PARAMETER = "Set the `parameters.*` that the model asks for";
    static final String MODEL = "Set another `model` that is served here, or behind the router another `provider`";
    static final String PARAMETERS = "Remove from `parameters.*` what the model does not take";
    static final String PAUSED = "An endpoint that is paused says this: start it again, or set another `endpoint.urls`";
    static final String PROMPT = "Remove `prompt.system`, which the model has no place for, or set another `model`";
    static final String PROVIDER =
            "Set another `model` or `provider`, or enable a provider of this model in the account";
    static final String PROXY = "Check `proxy.url`, `proxy.username` and `proxy.password`";
    static final String REDIRECT = "Set `endpoint.urls` to the final address: redirects are not followed";
    static final String RIGHTS = "Give the token the right to call this model, or set another `token` or `bill.to`";
    static final String ROUTE = "Check `endpoint.api` and the path in `endpoint.urls`";
    static final String TOKEN = "Set `token` to a token that this endpoint takes";
    static final String URLS = "Check `endpoint.urls`";

    private Advice() {}

    /** For one parameter, as the server names it. */
    static String parameter(String name) {
        return "Change or remove `parameters." + name + "`";
    }
}
