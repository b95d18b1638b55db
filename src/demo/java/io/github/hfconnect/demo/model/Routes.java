package io.github.hfconnect.demo.model;

import java.util.List;

/** Which path is served by what. */
final class Routes {

    private static final String TEI_CLASSIFIER = "/tei/toxicity";
    private static final String TEI_EMBEDDING = "/tei/minilm";
    private static final String MODELS = "/models/";

    private final ServerOptions options;
    private final Workers workers;
    private final CallStatistics statistics;
    private final ToxicityClassifier classifier;
    private final SentenceEmbedding embedding;

    Routes(ServerOptions options, Workers workers, CallStatistics statistics, ToxicityClassifier classifier) {
        this.options = options;
        this.workers = workers;
        this.statistics = statistics;
        this.classifier = classifier;
        this.embedding = new SentenceEmbedding(classifier.miniLm());
    }

    Router router() {
        Router router = new Router(Routes::unknownPath);
        Endpoint healthy = call -> Reply.empty(200);
        for (String base : List.of("", TEI_CLASSIFIER, TEI_EMBEDDING)) {
            router.get(base, healthy).get(base + "/health", healthy);
        }
        router.get("/stats", call -> Reply.json(200, statistics.snapshot()));
        addTei(router);
        addHuggingFace(router);
        return router;
    }

    /** TEI also serves its model's own route at the root. */
    private void addTei(Router router) {
        Endpoint predict = tei(new TeiPredict(new TeiModel<>(classifier, workers)));
        Endpoint embed = tei(new TeiEmbed(new TeiModel<>(embedding, workers)));
        Endpoint noClassifier = tei(wrongKind("Model is not a classifier model"));
        Endpoint noEmbedding = tei(wrongKind("Model is not an embedding model"));
        router.post(TEI_CLASSIFIER, predict).post(TEI_CLASSIFIER + "/predict", predict);
        router.post(TEI_EMBEDDING, embed).post(TEI_EMBEDDING + "/embed", embed);
        router.post(TEI_EMBEDDING + "/v1/embeddings", tei(new TeiOpenAiEmbeddings(new TeiModel<>(embedding, workers))));
        router.post(TEI_CLASSIFIER + "/embed", noEmbedding).post(TEI_EMBEDDING + "/predict", noClassifier);
        router.get(TEI_CLASSIFIER + "/info", teiKey(call -> TeiInfo.classifier(options)));
        router.get(TEI_EMBEDDING + "/info", teiKey(call -> TeiInfo.embedding(options)));
    }

    private void addHuggingFace(Router router) {
        router.post(
                MODELS + ToxicityClassifier.ID,
                huggingFace(new HfTextClassification(new HfModel<>(classifier, workers))));
        router.post(
                MODELS + SentenceEmbedding.ID + "/pipeline/feature-extraction",
                huggingFace(new HfFeatureExtraction(new HfModel<>(embedding, workers))));
    }

    private Endpoint tei(Endpoint endpoint) {
        return teiKey(endpoint).counted(statistics);
    }

    private Endpoint teiKey(Endpoint endpoint) {
        return new ApiKey(options.apiKey()).protect(endpoint, Reply.empty(401));
    }

    private Endpoint huggingFace(Endpoint endpoint) {
        Endpoint guarded = new ApiKey(options.apiKey()).protect(endpoint, HfErrors.UNAUTHORIZED);
        return HfModel.withHeaders(guarded).counted(statistics);
    }

    private static Endpoint wrongKind(String message) {
        return call -> {
            TeiBody.read(call).inputs();
            throw TeiErrors.backend(message);
        };
    }

    private static Reply unknownPath(Call call) {
        String path = call.path();
        if (!path.startsWith(MODELS)) {
            return Reply.empty(404);
        }
        String model = path.substring(MODELS.length()).replaceFirst("/pipeline/.*", "");
        boolean isServed = List.of(ToxicityClassifier.ID, SentenceEmbedding.ID).contains(model);
        return isServed
                ? HfErrors.reply(400, "Model not supported by provider hf-inference")
                : HfErrors.reply(404, "Model " + model + " does not exist");
    }
}
