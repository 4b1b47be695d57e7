// Tests use describe and it without importing them. Not in tsconfig.json, which a deployment without test packages reads too.
/// <reference types="mocha" />
