package dev.gleaner.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import dev.gleaner.database.SessionGateway;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jsoup.Jsoup;

/** There is one door to PostgreSQL and one to the web. */
final class DoorRules {
    /**
     * Besides resources and the engine. Those of identity: no connection is held while a password is hashed. Shared
     * robots.txt: the fetcher looks them up between two waits, where no transaction can be open. The folder watch: nor
     * while a disk is looked at.
     */
    private static final Set<String> TRANSACTION_OWNERS = Set.of(
            "dev.gleaner.workflow.scan.ExistingScanFilter",
            "dev.gleaner.workflow.robots.SharedRobots",
            "dev.gleaner.workflow.pricefile.FolderWatch",
            "dev.gleaner.Startup",
            "dev.gleaner.identity.FirstAdministrator",
            "dev.gleaner.identity.OwnPassword",
            "dev.gleaner.identity.SignIn",
            "dev.gleaner.identity.Renewal",
            "dev.gleaner.identity.AccountStates",
            "dev.gleaner.identity.ApiKeyVerifier",
            "dev.gleaner.identity.SigningKeys");

    static final ArchRule only_their_owners_open_transactions = noClasses()
            .that(not(ownTransactions()))
            .should()
            .dependOnClassesThat(assignableTo(SessionGateway.class))
            .because("services and shelves run inside the caller's transaction");

    static final ArchRule resources_see_their_tenant_only = noClasses()
            .that(answerRequests())
            .should()
            .callMethod(SessionGateway.class, "inTransaction", String.class, Supplier.class)
            .because("a query that forgets its tenant must find the second wall: inTransactionOf(tenant, …); only"
                    + " operators make accounts and quotas for another tenant");

    static final ArchRule sessions_come_from_the_gateway = noClasses()
            .that()
            .resideOutsideOfPackage("dev.gleaner.database..")
            .should()
            .accessTargetWhere(openingSessions())
            .orShould()
            .dependOnClassesThat(assignableTo(Mutiny.SessionFactory.class)
                    .or(assignableTo(WithTransaction.class))
                    .or(assignableTo(WithSession.class)))
            .because("transactions merged on one context would silently share a session");

    static final ArchRule one_door_to_postgresql = noClasses()
            .that()
            .resideOutsideOfPackage("dev.gleaner.database..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "io.vertx.sqlclient..",
                            "io.vertx.mutiny.sqlclient..",
                            "io.vertx.pgclient..",
                            "io.vertx.mutiny.pgclient..",
                            "javax.sql..",
                            "java.sql..",
                            "org.postgresql..",
                            "org.flywaydb..",
                            "io.zonky..")
                    .and(not(assignableTo(Throwable.class))))
            .because("behind a pooler only the gateway's way is safe; what a driver throws may be read by all");

    static final ArchRule one_door_to_the_web = noClasses()
            .that()
            .resideOutsideOfPackage("dev.gleaner.fetch..")
            .should()
            .accessTargetWhere(leavingTheHouse())
            .orShould()
            .dependOnClassesThat(resideInAnyPackage("java.net.http..", "io.vertx.ext.web.client..")
                    .or(describe("an HTTP client", DoorRules::isClient)))
            .because("addresses are guarded, robots asked and hosts spared in one place");

    private DoorRules() {}

    private static DescribedPredicate<JavaClass> ownTransactions() {
        return describe(
                "own transactions",
                it -> resideInAnyPackage(
                                        "dev.gleaner.pipeline..",
                                        "dev.gleaner.database..",
                                        "dev.gleaner.workflow.desk..")
                                .test(it)
                        || it.getSimpleName().endsWith("Resource")
                        || it.isAssignableTo(HealthCheck.class)
                        || it.getSimpleName().isEmpty()
                        || TRANSACTION_OWNERS.contains(it.getName()));
    }

    private static DescribedPredicate<JavaClass> answerRequests() {
        return describe(
                "answer requests",
                it -> (it.getSimpleName().endsWith("Resource")
                                || resideInAPackage("dev.gleaner.workflow.desk..")
                                        .test(it)
                                || it.getName().equals("dev.gleaner.workflow.scan.ExistingScanFilter"))
                        && !it.getName().equals("dev.gleaner.identity.UserResource")
                        && !it.getName().equals("dev.gleaner.pipeline.QuotaResource"));
    }

    private static DescribedPredicate<JavaAccess<?>> openingSessions() {
        return describe(
                "a session or transaction is opened",
                it -> it.getTargetOwner().isEquivalentTo(Panache.class)
                        && it.getName().startsWith("with"));
    }

    private static DescribedPredicate<JavaAccess<?>> leavingTheHouse() {
        return describe(
                "a connection is opened",
                it -> it.getTargetOwner().isEquivalentTo(Jsoup.class)
                                && it.getName().equals("connect")
                        || it.getTargetOwner().isEquivalentTo(java.net.URL.class)
                                && it.getName().startsWith("open"));
    }

    private static boolean isClient(JavaClass type) {
        return resideInAPackage("io.vertx.core.http").test(type)
                        && type.getSimpleName().matches("(?:Http|WebSocket)Client.*")
                || type.getName().equals("okhttp3.OkHttpClient")
                || type.getName().equals("io.vertx.core.net.NetClient");
    }
}
