package dev.gleaner.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.gleaner.database.SessionGateway;
import dev.gleaner.fetch.Fetcher;
import dev.gleaner.pipeline.Workflow;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** What happens in which phase. The fetcher refuses at run time as well; here nobody needs to run anything. */
final class PhaseRules {
    static final ArchRule no_transaction_waits_for_the_web = methods()
            .that(workInTransactions())
            .should(notLeadToTheFetcher())
            .because("a connection that waits for a site is a connection nobody else has");

    private PhaseRules() {}

    private static DescribedPredicate<JavaMethod> workInTransactions() {
        return describe("work in transactions", it -> isPersist(it) || opensTransaction(it));
    }

    /** The engine calls it inside a transaction of its own. */
    private static boolean isPersist(JavaMethod method) {
        return method.getName().equals("persist") && method.getOwner().isAssignableTo(Workflow.class);
    }

    private static boolean opensTransaction(JavaMethod method) {
        return method.getMethodCallsFromSelf().stream()
                .anyMatch(it -> it.getTargetOwner().isEquivalentTo(SessionGateway.class));
    }

    private static ArchCondition<JavaMethod> notLeadToTheFetcher() {
        return new ArchCondition<>("not lead to the fetcher from there") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                reached(method)
                        .filter(PhaseRules::isVisit)
                        .forEach(it -> events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " works in a transaction and leads to " + it)));
            }
        };
    }

    private static boolean isVisit(JavaMethodCall call) {
        return call.getTargetOwner().isEquivalentTo(Fetcher.class)
                && call.getTarget().getRawReturnType().isAssignableTo(Uni.class);
    }

    /** All calls that the work may lead to. Whoever opens a transaction hands its work over as a lambda. */
    private static Stream<JavaMethodCall> reached(JavaMethod method) {
        Set<JavaMethodCall> calls = new HashSet<>();
        Set<JavaCodeUnit> seen = new HashSet<>(Set.of(method));
        Deque<JavaMethodCall> open = new ArrayDeque<>(method.getMethodCallsFromSelf().stream()
                .filter(it -> isPersist(method) || it.isDeclaredInLambda())
                .toList());
        while (!open.isEmpty()) {
            JavaMethodCall call = open.pop();
            calls.add(call);
            targets(call).filter(seen::add).forEach(it -> open.addAll(it.getMethodCallsFromSelf()));
        }
        return calls.stream();
    }

    /** The method that is called, and those that stand behind it. */
    private static Stream<JavaMethod> targets(JavaMethodCall call) {
        return Stream.concat(
                        Stream.of(call.getTargetOwner()),
                        call.getTargetOwner().getAllSubclasses().stream()
                                .filter(it -> !it.getPackageName().contains(".broken")))
                .filter(it -> it.getPackageName().startsWith("dev.gleaner"))
                .flatMap(it -> it.getMethods().stream())
                .filter(it -> it.getName().equals(call.getName()));
    }
}
