import assert from "node:assert/strict";
import { CreateAliasCommand, KMSClient, UpdateAliasCommand } from "@aws-sdk/client-kms";
import { CreateKeyCommand, ReplicateKeyCommand, TagResourceCommand } from "@aws-sdk/client-kms";
import { prepareAws } from "../local/replay/prepare";
import { ensureImportedKey, ensureKey } from "../local/replay/realKeys";
import { startEmbeddedAws, type EmbeddedAws } from "./embeddedAws";
import { listEverything } from "./everythingInAws";
import { configWith, outputsOf, STACK, succeed, UP } from "./localStack";
