package dev.gleaner.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;

/** One stair, leading down: who may know whom. */
final class StairRules {
    static final ArchRule the_stair_leads_down = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("root")
            .definedBy("dev.gleaner")
            .optionalLayer("console")
            .definedBy("dev.gleaner.console..")
            .layer("demo")
            .definedBy("dev.gleaner.demo..")
            .layer("workflow")
            .definedBy("dev.gleaner.workflow..")
            .layer("pipeline")
            .definedBy("dev.gleaner.pipeline..")
            .layer("curation")
            .definedBy("dev.gleaner.curation..")
            .layer("identity")
            .definedBy("dev.gleaner.identity..")
            .layer("http")
            .definedBy("dev.gleaner.http..")
            .layer("item")
            .definedBy("dev.gleaner.item..")
            .layer("database")
            .definedBy("dev.gleaner.database..")
            .layer("fetch")
            .definedBy("dev.gleaner.fetch..")
            .layer("markup")
            .definedBy("dev.gleaner.markup..")
            .layer("address")
            .definedBy("dev.gleaner.address..")
            .layer("phase")
            .definedBy("dev.gleaner.phase..")
            .layer("vocabulary")
            .definedBy("dev.gleaner.vocabulary..")
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("console")
            .mayNotAccessAnyLayer()
            .whereLayer("demo")
            .mayNotAccessAnyLayer()
            .whereLayer("workflow")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("pipeline")
            .mayOnlyAccessLayers("identity", "http", "item", "database", "phase", "vocabulary")
            .whereLayer("curation")
            .mayOnlyAccessLayers("http", "item", "database", "vocabulary")
            .whereLayer("identity")
            .mayOnlyAccessLayers("http", "database", "fetch", "address", "vocabulary")
            .whereLayer("http")
            .mayOnlyAccessLayers("database", "vocabulary")
            .whereLayer("item")
            .mayOnlyAccessLayers("vocabulary")
            .whereLayer("database")
            .mayOnlyAccessLayers("phase", "vocabulary")
            .whereLayer("fetch")
            .mayOnlyAccessLayers("address", "phase", "vocabulary")
            .whereLayer("markup")
            .mayOnlyAccessLayers("address")
            .whereLayer("address")
            .mayNotAccessAnyLayer()
            .whereLayer("phase")
            .mayNotAccessAnyLayer()
            .whereLayer("vocabulary")
            .mayNotAccessAnyLayer()
            .ensureAllClassesAreContainedInArchitecture()
            .because("who cannot see the fetcher cannot wait for somebody else's server while holding a connection");

    static final ArchRule vocabulary_knows_only_the_jdk = classes()
            .that()
            .resideInAPackage("dev.gleaner.vocabulary..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.gleaner.vocabulary..")
            .because("words outlive every library");

    static final ArchRule packages_form_no_circle = slices().matching("dev.gleaner.(**)")
            .should()
            .beFreeOfCycles()
            .because("what goes round in circles can only be changed as a whole");

    private StairRules() {}
}
