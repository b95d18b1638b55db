// Records what the official client sends for each sample: node record.mjs SAMPLES_FOLDER > recorded.json
import { createServer } from "node:http";
import { readFileSync, readdirSync } from "node:fs";
import { join, basename } from "node:path";
import { InferenceClient } from "@huggingface/inference";

const HEADERS = ["accept", "accept-language", "authorization", "content-type", "prefer", "x-hf-bill-to", "x-source-channel"];

// How each task is asked for: the client's method, and its arguments made of a sample's inputs.
const METHODS = {
  "audio-classification": ["audioClassification", (s) => ({ data: blob(s.inputs) })],
  "audio-to-audio": ["audioToAudio", (s) => ({ data: blob(s.inputs) })],
  "automatic-speech-recognition": ["automaticSpeechRecognition", (s) => ({ data: blob(s.inputs) })],
  "chat-completion": ["chatCompletion", chat],
  "document-question-answering": ["documentQuestionAnswering", aboutImage],
  "feature-extraction": ["featureExtraction", (s) => ({ inputs: s.inputs, ...s.parameters })],
  "fill-mask": ["fillMask", text],
  "image-classification": ["imageClassification", (s) => ({ data: blob(s.inputs) })],
  "image-segmentation": ["imageSegmentation", (s) => ({ inputs: blob(s.inputs) })],
  "image-text-to-text": ["chatCompletion", chat],
  "image-to-image": ["imageToImage", (s) => ({ inputs: blob(s.inputs), ...parametersOf(s) })],
  "image-to-video": ["imageToVideo", (s) => ({ inputs: blob(s.inputs), ...parametersOf(s) })],
  "image-to-text": ["imageToText", (s) => ({ data: blob(s.inputs) })],
  "object-detection": ["objectDetection", (s) => ({ data: blob(s.inputs) })],
  "question-answering": ["questionAnswering", slots],
  "sentence-similarity": ["sentenceSimilarity", slots],
  "summarization": ["summarization", text],
  "table-question-answering": ["tableQuestionAnswering", (s) => ({ inputs: { question: s.query, table: s.table } })],
  "tabular-classification": ["tabularClassification", tabular],
  "tabular-regression": ["tabularRegression", tabular],
  "text-classification": ["textClassification", text],
  "text-generation": ["textGeneration", text],
  "text-to-audio": ["textToAudio", text],
  "text-to-image": ["textToImage", text],
  "text-to-speech": ["textToSpeech", text],
  "text-to-video": ["textToVideo", text],
  "token-classification": ["tokenClassification", text],
  "translation": ["translation", text],
  "visual-question-answering": ["visualQuestionAnswering", aboutImage],
  "zero-shot-classification": ["zeroShotClassification", text],
  "zero-shot-image-classification": [
    "zeroShotImageClassification",
    (s) => ({ inputs: { image: blob(s.inputs) }, ...parametersOf(s) }),
  ],
};

// hf-inference has no address for these.
const BY_PROVIDERS_ALONE = ["image-to-video", "text-to-video"];

// How the samples' images and sounds begin.
const MAGIC = { "image/gif": "GIF8", "image/png": "\x89PNG", "image/jpeg": "\xff\xd8\xff", "audio/wav": "RIFF" };

function text(sample) {
  return { inputs: sample.inputs, ...parametersOf(sample) };
}

function slots(sample) {
  const { inputs: whole, parameters, system, ...inputs } = sample;
  return { inputs, ...parametersOf(sample) };
}

function aboutImage(sample) {
  return { inputs: { question: sample.question, image: blob(sample.image) }, ...parametersOf(sample) };
}

function tabular(sample) {
  return { inputs: { data: sample.inputs } };
}

function chat(sample) {
  const messages = sample.system ? [{ role: "system", content: sample.system }] : [];
  const url = sample.image && `data:${blob(sample.image).type};base64,${sample.image}`;
  const parts = [{ type: "text", text: sample.inputs }, { type: "image_url", image_url: { url } }];
  messages.push({ role: "user", content: url ? parts : sample.inputs });
  return { messages, ...sample.parameters };
}

function parametersOf(sample) {
  return Object.keys(sample.parameters).length > 0 ? { parameters: sample.parameters } : {};
}

function blob(base64) {
  const bytes = Buffer.from(base64, "base64");
  const [type] = Object.entries(MAGIC).find(([, magic]) => bytes.toString("latin1").startsWith(magic));
  return new Blob([bytes], { type });
}

// The inputs of the sample's first call, found in its record by the keys that a user writes, once for each set of
// parameters with which its answers are asked for.
function samplesOf(file) {
  const { config, calls } = JSON.parse(readFileSync(file, "utf8"));
  const [{ records, answers, config: own }] = calls;
  const kinds = answers.some((answer) => answer.kind === "huggingface") ? ["huggingface"] : ["openai"];
  const all = answers
    .filter((answer) => kinds.includes(answer.kind))
    .map((answer) => sampleOf({ ...config, ...own, ...answer.config }, records[0]));
  return [...new Map(all.map((sample) => [JSON.stringify(sample.parameters), sample])).values()];
}

// The same of each provider behind the router that has a sample, with the name under which it serves the model.
function samplesOfProviders(file) {
  const { config, calls } = JSON.parse(readFileSync(file, "utf8"));
  const [{ records, answers, config: own }] = calls;
  return answers
    .filter((answer) => answer.provider)
    .map(({ provider, model, config: asked }) => ({
      provider,
      served: model,
      ...sampleOf({ ...config, ...own, ...asked }, records[0]),
    }));
}

function sampleOf(settings, record) {
  const sample = { inputs: record, parameters: {}, system: settings["prompt.system"] };
  for (const [key, value] of Object.entries(settings)) {
    const slot = key.match(/^input\.(?:([^.]+)\.)?field$/);
    if (slot) sample[slot[1] ?? "inputs"] = record[value];
    if (key.startsWith("parameters.")) sample.parameters[key.slice("parameters.".length)] = value;
  }
  return sample;
}

// Answers a look-up of providers, and anything else with an empty object, after noting it.
function recorder(recorded) {
  return createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.method === "POST") recorded.push(noted(request, Buffer.concat(chunks)));
    response.setHeader("content-type", "application/json");
    response.end("{}");
  });
}

function noted(request, body) {
  // Node.js says of every request that any language will do.
  const sent = HEADERS.filter((name) => request.headers[name] && request.headers[name] !== "*");
  const headers = Object.fromEntries(sent.map((name) => [name, withoutBoundary(request.headers[name])]));
  return { method: request.method, path: request.url, headers, body: bodyOf(headers["content-type"], body) };
}

// A form has one of its own each time.
function withoutBoundary(value) {
  return value.replace(/; boundary=.*/, "");
}

// Of a form only the fields count.
function bodyOf(type, body) {
  if (type === "application/json") return JSON.parse(body.toString());
  if (!type?.startsWith("multipart/form-data")) return { bytes: body.toString("base64") };
  return { form: [...body.toString("latin1").matchAll(/; name="([^"]+)"/g)].map(([, name]) => name).sort() };
}

// A fetch that takes what is meant for Hugging Face to the recorder.
function redirected(origin, task, provider = "hf-inference", served = modelOf(task)) {
  return async (url, init) => {
    const { host, pathname, search } = new URL(url);
    if (host === "huggingface.co") return mapping(task, provider, served);
    return fetch(origin + pathname + search, init);
  };
}

function isChat(task) {
  return METHODS[task][1] === chat;
}

// The client remembers what it looked up, so each task has a model of its own.
function modelOf(task, provider) {
  return provider ? `org/${task}-${provider}` : `org/${task}`;
}

function mapping(task, provider, providerId) {
  const served = { status: "live", providerId, task: isChat(task) ? "conversational" : task };
  return new Response(JSON.stringify({ inferenceProviderMapping: { [provider]: served } }), {
    headers: { "content-type": "application/json" },
  });
}

async function request(method, args, options, recorded) {
  recorded.length = 0;
  const client = new InferenceClient("hf_token", { retry_on_error: false, billTo: "org", ...options });
  // The recorder's answer is none; only the request counts.
  await client[method](args).catch((error) => {
    if (recorded.length === 0) throw error;
  });
  return recorded[0];
}

const folder = process.argv[2];
const recorded = [];
const server = recorder(recorded);
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
const cases = [];
for (const file of readdirSync(folder).sort()) {
  const task = basename(file, ".json");
  if (!METHODS[task]) continue;
  const [method, argsOf] = METHODS[task];
  for (const { provider, served, ...sample } of samplesOfProviders(join(folder, file))) {
    const model = modelOf(task, provider);
    const args = { ...argsOf(sample), provider, model };
    const byProvider = await request(method, args, { fetch: redirected(origin, task, provider, served) }, recorded);
    cases.push({ task, by: provider, model: served, parameters: sample.parameters, request: byProvider });
  }
  if (BY_PROVIDERS_ALONE.includes(task)) continue;
  for (const sample of samplesOf(join(folder, file))) {
    const args = argsOf(sample);
    const provider = isChat(task) ? {} : { provider: "hf-inference" };
    const viaRouter = { ...args, ...provider, model: modelOf(task) };
    const byRouter = await request(method, viaRouter, { fetch: redirected(origin, task) }, recorded);
    const byEndpoint = await request(method, { ...args, endpointUrl: `${origin}/base` }, {}, recorded);
    cases.push({ task, by: "router", parameters: sample.parameters, request: byRouter });
    cases.push({ task, by: "endpoint", parameters: sample.parameters, request: byEndpoint });
  }
}
server.close();
console.log(JSON.stringify(cases, null, 2).replaceAll(origin, "http://127.0.0.1"));
