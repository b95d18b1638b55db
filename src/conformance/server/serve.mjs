// Serves the embedding model in a folder at a free port, which it prints: node serve.mjs MODEL_FOLDER
import { InferenceServer, createExpressServer } from "inference-server";

const folder = process.argv[2];
const models = {
  minilm: { task: "embedding", engine: "transformers-js", location: folder, dtype: "q8" },
};
const inference = new InferenceServer({ log: "warn", cachePath: `${folder}/../cache`, models });
await inference.start();
const server = createExpressServer(inference);
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
