package dev.gleaner.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.util.Set;
import java.util.stream.Stream;

/** How code behaves in this house. */
final class MannerRules {
    /** At the start, in {@code @Blocking} imports, on the fetcher's own threads, or offloaded with the folder of prices. */
    private static final Set<String> DISK_AND_NAMES = Set.of(
            "dev.gleaner.database.EmbeddedDatabase",
            "dev.gleaner.http.CsvFile",
            "dev.gleaner.fetch.Content",
            "dev.gleaner.fetch.Spool",
            "dev.gleaner.fetch.Routes",
            "dev.gleaner.fetch.IpBlock",
            "dev.gleaner.workflow.pricefile.Fingerprint",
            "dev.gleaner.workflow.pricefile.FolderCensus",
            "dev.gleaner.workflow.pricefile.FolderOrder",
            "dev.gleaner.workflow.pricefile.PriceFileWorkflow",
            "dev.gleaner.workflow.pricefile.PriceFolder",
            "dev.gleaner.workflow.pricefile.PriceUploads");

    static final ArchRule words_are_defined_once = classes()
            .that()
            .areEnums()
            .should()
            .resideInAPackage("dev.gleaner.vocabulary")
            .because("an enum that lives elsewhere drifts away from the database's constraints");

    static final ArchRule names_say_what_a_class_is_for = noClasses()
            .should()
            .haveNameMatching(".*(?:Impl|Manager|Helper|Utils?|Dto|DTO)")
            .because("such a name fits everything, so everything ends up there");

    static final ArchRule routes_say_who_may_come_in = methods()
            .that()
            .areMetaAnnotatedWith(HttpMethod.class)
            .should(namedRoles())
            .because("a route that forgets its roles is closed, and somebody will open it in a hurry");

    static final ArchRule routes_live_in_resources = classes()
            .that()
            .areAnnotatedWith(Path.class)
            .should()
            .haveSimpleNameEndingWith("Resource")
            .because("resources are the ones that own transactions");

    static final ArchRule only_the_gateway_and_the_engine_subscribe = noClasses()
            .that()
            .resideOutsideOfPackage("dev.gleaner.pipeline..")
            .and()
            .doNotHaveFullyQualifiedName("dev.gleaner.database.SessionGateway")
            .and()
            .doNotHaveFullyQualifiedName("dev.gleaner.fetch.RobotsRules")
            .should()
            .accessTargetWhere(subscribing())
            .because("whoever subscribes loses failures, cancellation and the caller's context; only a robots.txt that"
                    + " many visits wait for must not end with the first of them");

    static final ArchRule nobody_blocks = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.gleaner.Startup")
            .and()
            .doNotHaveFullyQualifiedName("dev.gleaner.pipeline.Engine")
            .and()
            .doNotHaveFullyQualifiedName("dev.gleaner.database.Migrations")
            .should()
            .accessTargetWhere(blocking())
            .because("a blocked event loop blocks every connection on it; only start and end may wait");

    static final ArchRule only_imports_and_exports_occupy_a_worker = methods()
            .that()
            .areAnnotatedWith(Blocking.class)
            .should()
            .beDeclaredInClassesThat()
            .haveNameMatching("dev\\.gleaner\\.workflow\\.(?:domain|sitemap|page)\\.(?:Domain|Sitemap|Page)Resource")
            .because(
                    "a worker thread for each request is what a reactive service does without; only a large file that is"
                            + " read as it comes needs one");

    static final ArchRule files_and_names_are_left_to_those_who_run_elsewhere = noClasses()
            .that(areNot(DISK_AND_NAMES))
            .should()
            .accessTargetWhere(waitingForTheSystem())
            .because("a disk or a name server may take its time; those who ask them do so away from the event loops");

    static final ArchRule what_is_said_goes_to_the_log = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.gleaner.database.EmbeddedDatabase")
            .and()
            .doNotHaveFullyQualifiedName("dev.gleaner.Gleaner")
            .and()
            .doNotHaveFullyQualifiedName("dev.gleaner.redaction.LogRedaction")
            .should(ACCESS_STANDARD_STREAMS)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging")
            .because(
                    "one log, one format; but the door of the house speaks before there is one, and the embedded server's own"
                            + " logger can only be quietened that way, and filters of the log are what they are");

    private MannerRules() {}

    private static ArchCondition<JavaMethod> namedRoles() {
        return new ArchCondition<>("carry @RolesAllowed, @Authenticated or @PermitAll, or be in a class that does") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean named = method.isAnnotatedWith(RolesAllowed.class)
                        || method.isAnnotatedWith(Authenticated.class)
                        || method.isAnnotatedWith(PermitAll.class)
                        || method.getOwner().isAnnotatedWith(RolesAllowed.class)
                        || method.getOwner().isAnnotatedWith(PermitAll.class);
                events.add(new SimpleConditionEvent(method, named, method.getFullName() + " names no roles"));
            }
        };
    }

    private static DescribedPredicate<JavaAccess<?>> subscribing() {
        return describe(
                "something is subscribed to",
                it -> (it.getTargetOwner().isAssignableTo(Uni.class)
                                || it.getTargetOwner().isAssignableTo(Multi.class))
                        && it.getName().startsWith("subscribe"));
    }

    private static DescribedPredicate<JavaAccess<?>> blocking() {
        return describe(
                "something is waited for",
                it -> it.getTargetOwner().isAssignableTo(Uni.class)
                                && it.getName().equals("await")
                        || it.getTargetOwner().isEquivalentTo(Thread.class)
                                && it.getName().equals("sleep")
                        || it.getTargetOwner().isAssignableTo(java.util.concurrent.Future.class)
                                && it.getName().matches("get|join")
                        || it.getTargetOwner().isEquivalentTo(java.util.concurrent.CountDownLatch.class)
                                && it.getName().equals("await")
                        || it.getTargetOwner().isAssignableTo(java.util.concurrent.BlockingQueue.class)
                                && it.getName().matches("take|put")
                        || it.getTargetOwner().isEquivalentTo(java.util.concurrent.Semaphore.class)
                                && it.getName().startsWith("acquire")
                        || it.getTargetOwner().isEquivalentTo(Process.class)
                                && it.getName().equals("waitFor"));
    }

    private static DescribedPredicate<JavaClass> areNot(Set<String> named) {
        return describe(
                "are not one of " + named,
                it -> named.stream()
                        .noneMatch(name ->
                                it.getName().equals(name) || it.getName().startsWith(name + "$")));
    }

    private static DescribedPredicate<JavaAccess<?>> waitingForTheSystem() {
        return describe(
                "the disk, a socket or a name server is waited for",
                it -> Stream.of(Files.class, Socket.class, FileInputStream.class, FileOutputStream.class)
                                .anyMatch(it.getTargetOwner()::isEquivalentTo)
                        || it.getTargetOwner().isEquivalentTo(InetAddress.class)
                                && it.getName().matches("get(?:All)?ByName"));
    }
}
