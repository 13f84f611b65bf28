package dev.gleaner.bench;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** Without a pooler. */
@QuarkusTest
@WithTestResource(value = BenchDatabase.class, initArgs = @ResourceArg(name = "pooled", value = "false"))
class EngineDirectBench extends EngineContest {}
