package dev.gleaner.bench;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** Through PgBouncer in transaction mode with five server connections. */
@QuarkusTest
@WithTestResource(value = BenchDatabase.class, initArgs = @ResourceArg(name = "pooled", value = "true"))
class EnginePooledBench extends EngineContest {}
