// Writes endpoints and tags with the JavaScript SDK and reads them back: node clients.mjs '{"url", "app", "arn", "ids", "clockOffsetMs"}'.
// Prints what it read.
import {
  GetEndpointCommand, ListTagsForResourceCommand, PinpointClient, TagResourceCommand, UntagResourceCommand, UpdateEndpointCommand,
} from "@aws-sdk/client-pinpoint";

const { url, app, arn, ids, clockOffsetMs } = JSON.parse(process.argv[2]);
if (clockOffsetMs) {
  // The clock of this machine is wrong.
  const now = Date.now;
  Date.now = () => now() + clockOffsetMs;
}
const client = new PinpointClient({
  endpoint: url,
  region: "us-east-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
});

const read = {};
for (const id of ids) {
  const request = { ApplicationId: app, EndpointId: id };
  const EndpointRequest = { ChannelType: "CUSTOM", Address: `js ${id}` };
  await client.send(new UpdateEndpointCommand({ ...request, EndpointRequest }));
  const { EndpointResponse } = await client.send(new GetEndpointCommand(request));
  read[EndpointResponse.Id] = EndpointResponse.Address;
}
await client.send(new TagResourceCommand({ ResourceArn: arn, TagsModel: { tags: { "a b": "1", "c+d": "2", é: "3" } } }));
await client.send(new UntagResourceCommand({ ResourceArn: arn, TagKeys: ["a b", "c+d"] }));
const { TagsModel } = await client.send(new ListTagsForResourceCommand({ ResourceArn: arn }));
console.log(JSON.stringify({ read, tags: TagsModel.tags }));
