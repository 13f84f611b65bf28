package dev.gleaner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.quarkus.runtime.configuration.DurationConverter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests hold nothing that Kubernetes does not know, and agree with each other and with the service. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ManifestsTest {
    private static final Path FOLDER = Path.of("docker", "kubernetes");
    private static final String USER = "10001";
    private static final ObjectMapper STRICT = new ObjectMapper(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new WithoutLeftovers());

    private static final Map<String, Class<?>> KINDS = Map.ofEntries(
            Map.entry("Namespace", Namespace.class),
            Map.entry("ServiceAccount", ServiceAccount.class),
            Map.entry("ConfigMap", ConfigMap.class),
            Map.entry("Secret", Secret.class),
            Map.entry("Service", Service.class),
            Map.entry("Deployment", Deployment.class),
            Map.entry("Job", Job.class),
            Map.entry("PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("NetworkPolicy", NetworkPolicy.class),
            Map.entry("HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("ServiceMonitor", ServiceMonitor.class),
            Map.entry("PrometheusRule", PrometheusRule.class));

    /** The models put what they do not know into a map; here it has to be an error. */
    private static final class WithoutLeftovers extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }

    static List<Path> manifests() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("kustomization.yaml") && !file.endsWith("scaledobject.yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void Kubernetes_knows_every_field_of(Path manifest) throws IOException {
        JsonNode tree = STRICT.readTree(manifest.toFile());

        assertThat(STRICT.treeToValue(tree, KINDS.get(tree.path("kind").asText())))
                .isNotNull();
    }

    @Test
    void a_field_that_Kubernetes_does_not_know_is_found() throws IOException {
        String wrong = Files.readString(FOLDER.resolve("base/deployment.yaml"))
                .replace("terminationGracePeriodSeconds", "gracePeriodSeconds");

        assertThatThrownBy(() -> STRICT.readValue(wrong, Deployment.class)).hasMessageContaining("gracePeriodSeconds");
    }

    @Test
    void every_manifest_of_a_folder_is_applied() throws IOException {
        for (String folder : List.of("base", "components/keda", "components/hpa", "components/monitoring")) {
            Set<String> listed = new TreeSet<>();
            tree(folder + "/kustomization.yaml").path("resources").forEach(it -> listed.add(it.asText()));
            try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
                assertThat(listed)
                        .isEqualTo(files.map(file -> file.getFileName().toString())
                                .filter(name -> !name.equals("kustomization.yaml"))
                                .collect(Collectors.toSet()));
            }
        }
    }

    @Test
    void a_replica_has_the_time_it_needs_to_hand_back_its_work() throws IOException {
        PodSpec pod = deployment().getSpec().getTemplate().getSpec();
        long asleep = container(pod).getLifecycle().getPreStop().getSleep().getSeconds();
        String drain =
                manifest("base/configmap.yaml", ConfigMap.class).getData().get("GLEANER_PIPELINE_DRAIN");
        // what the engine adds to the drain for writing, see Engine.drain
        Duration needed = new DurationConverter().convert(drain).plusSeconds(asleep + 10);

        assertThat(Duration.ofSeconds(pod.getTerminationGracePeriodSeconds())).isGreaterThanOrEqualTo(needed);
    }

    @Test
    void nothing_runs_as_root_or_writes_to_its_root() throws IOException {
        Job job = manifest("base/migrations.yaml", Job.class);
        assertThat(Files.readString(Path.of("docker/Dockerfile.jvm"))).contains("USER " + USER + ":" + USER);
        for (PodSpec pod : List.of(
                deployment().getSpec().getTemplate().getSpec(),
                job.getSpec().getTemplate().getSpec())) {
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getRunAsUser()).hasToString(USER);
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(container(pod).getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container(pod).getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container(pod).getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
        }
    }

    @Test
    void what_selects_the_replicas_finds_them() throws IOException {
        Map<String, String> labels =
                deployment().getSpec().getTemplate().getMetadata().getLabels();
        Map<String, String> ofJob = manifest("base/migrations.yaml", Job.class)
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getLabels();
        Service service = manifest("base/service.yaml", Service.class);
        Map<String, String> guarded = policy().getSpec().getPodSelector().getMatchLabels();

        assertThat(labels)
                .containsAllEntriesOf(deployment().getSpec().getSelector().getMatchLabels())
                .containsAllEntriesOf(service.getSpec().getSelector())
                .containsAllEntriesOf(manifest("base/disruptionbudget.yaml", PodDisruptionBudget.class)
                        .getSpec()
                        .getSelector()
                        .getMatchLabels())
                .containsAllEntriesOf(guarded);
        assertThat(ofJob).containsAllEntriesOf(guarded);
        assertThat(ofJob.entrySet().containsAll(service.getSpec().getSelector().entrySet()))
                .as("requests would go to the job")
                .isFalse();
        assertThat(service.getMetadata().getLabels())
                .containsAllEntriesOf(manifest("components/monitoring/servicemonitor.yaml", ServiceMonitor.class)
                        .getSpec()
                        .getSelector()
                        .getMatchLabels());
    }

    @Test
    void fetchers_cannot_reach_the_inside_of_the_cluster() throws IOException {
        List<String> blocks = policy().getSpec().getEgress().stream()
                .flatMap(rule -> rule.getTo().stream())
                .filter(peer ->
                        peer.getIpBlock() != null && peer.getIpBlock().getCidr().equals("0.0.0.0/0"))
                .flatMap(peer -> peer.getIpBlock().getExcept().stream())
                .toList();

        assertThat(policy().getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(blocks).contains("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10");
        assertThat(policy().getSpec().getEgress()).allSatisfy(rule -> {
            assertThat(rule.getTo()).isNotEmpty();
            assertThat(rule.getPorts()).isNotEmpty();
        });
    }

    @Test
    void the_operator_and_the_plain_Prometheus_have_the_same_alerts() throws IOException {
        JsonNode plain = STRICT.readTree(Path.of("docker/prometheus/alerts.yml").toFile());

        assertThat(tree("components/monitoring/prometheusrule.yaml").path("spec"))
                .isEqualTo(plain);
    }

    @Test
    void autoscaling_looks_at_the_deployment_and_at_a_metric_that_there_is() throws IOException {
        JsonNode keda = tree("components/keda/scaledobject.yaml").path("spec");
        HorizontalPodAutoscaler autoscaler = manifest("components/hpa/autoscaler.yaml", HorizontalPodAutoscaler.class);
        String name = deployment().getMetadata().getName();

        assertThat(keda.path("scaleTargetRef").path("name").asText()).isEqualTo(name);
        assertThat(keda.path("triggers").path(0).path("metadata").path("query").asText())
                .contains("gleaner_queue_due");
        assertThat(autoscaler.getSpec().getScaleTargetRef().getName()).isEqualTo(name);
        assertThat(autoscaler
                        .getSpec()
                        .getMetrics()
                        .get(0)
                        .getExternal()
                        .getMetric()
                        .getName())
                .isEqualTo("gleaner_queue_due");
    }

    @Test
    void every_secret_that_is_asked_for_stands_in_the_example() throws IOException {
        Set<String> given =
                manifest("secret.example.yaml", Secret.class).getStringData().keySet();
        Set<String> asked = new TreeSet<>();
        for (String file : List.of("base/deployment.yaml", "base/migrations.yaml")) {
            tree(file)
                    .findValues("secretKeyRef")
                    .forEach(it -> asked.add(it.path("key").asText()));
        }

        assertThat(asked).isNotEmpty().isEqualTo(new TreeSet<>(given));
    }

    private static Deployment deployment() throws IOException {
        return manifest("base/deployment.yaml", Deployment.class);
    }

    private static NetworkPolicy policy() throws IOException {
        return manifest("base/networkpolicy.yaml", NetworkPolicy.class);
    }

    private static Container container(PodSpec pod) {
        assertThat(pod.getContainers()).hasSize(1);
        return pod.getContainers().get(0);
    }

    private static JsonNode tree(String file) throws IOException {
        return STRICT.readTree(FOLDER.resolve(file).toFile());
    }

    private static <M> M manifest(String file, Class<M> kind) throws IOException {
        return STRICT.readValue(FOLDER.resolve(file).toFile(), kind);
    }
}
