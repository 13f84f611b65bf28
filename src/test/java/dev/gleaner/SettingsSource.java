package dev.gleaner;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The settings as their source tells them: each mapping with its keys in their order, defaults and Javadoc. */
final class SettingsSource {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final String ANNOTATION = "ConfigMapping";

    /** What stands in the guide where a key has a part that is free. */
    private static final Map<String, String> EXAMPLES = Map.of("workflows", "page", "delays", "\"shop.example\"");

    private final DocTrees docs;
    private final CompilationUnitTree unit;

    private SettingsSource(DocTrees docs, CompilationUnitTree unit) {
        this.docs = docs;
        this.unit = unit;
    }

    /**
     * A key.
     *
     * @param ifNotSet its default; null for none
     * @param meaning its Javadoc in Markdown
     */
    record Setting(String key, String ifNotSet, String meaning) {}

    /** The settings of each mapping, by its prefix. */
    static Map<String, List<Setting>> read() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(SOURCES)) {
            List<Path> mappings = sources.filter(SettingsSource::isMapping).toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(mappings));
            Map<String, List<Setting>> found = new TreeMap<>();
            for (CompilationUnitTree unit : task.parse()) {
                SettingsSource source = new SettingsSource(DocTrees.instance(task), unit);
                ClassTree mapping = (ClassTree) unit.getTypeDecls().get(0);
                String prefix = value(mapping.getModifiers(), ANNOTATION).orElseThrow();
                found.put(prefix, source.settings(prefix, mapping).toList());
            }
            return found;
        }
    }

    private static boolean isMapping(Path source) {
        try {
            return source.toString().endsWith(".java")
                    && Files.readString(source).contains("@" + ANNOTATION + "(");
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private Stream<Setting> settings(String prefix, ClassTree mapping) {
        return mapping.getMembers().stream()
                .filter(MethodTree.class::isInstance)
                .map(MethodTree.class::cast)
                .filter(method -> method.getBody() == null)
                .flatMap(method -> settings(prefix, method));
    }

    private Stream<Setting> settings(String prefix, MethodTree method) {
        String key = prefix + "." + kebab(method.getName().toString());
        Tree type = method.getReturnType();
        if (type instanceof ParameterizedTypeTree map
                && map.getType().toString().equals("Map")) {
            key += "." + EXAMPLES.get(method.getName().toString());
            type = map.getTypeArguments().get(1);
        }
        Optional<ClassTree> group = group(type.toString());
        if (group.isPresent()) {
            return settings(key, group.get());
        }
        return Stream.of(
                new Setting(key, value(method.getModifiers(), "WithDefault").orElse(null), meaning(method)));
    }

    /** An interface that stands in the same file. */
    private Optional<ClassTree> group(String name) {
        return ((ClassTree) unit.getTypeDecls().get(0))
                .getMembers().stream()
                        .filter(ClassTree.class::isInstance)
                        .map(ClassTree.class::cast)
                        .filter(it -> it.getKind() == Tree.Kind.INTERFACE
                                && it.getSimpleName().contentEquals(name))
                        .findFirst();
    }

    private static Optional<String> value(ModifiersTree modifiers, String annotation) {
        return modifiers.getAnnotations().stream()
                .filter(it -> it.getAnnotationType().toString().equals(annotation))
                .findFirst()
                .map(SettingsSource::value);
    }

    private static String value(AnnotationTree annotation) {
        ExpressionTree argument = annotation.getArguments().get(0);
        ExpressionTree value = argument instanceof AssignmentTree assigned ? assigned.getExpression() : argument;
        return (String) ((LiteralTree) value).getValue();
    }

    private String meaning(MethodTree method) {
        DocCommentTree told = docs.getDocCommentTree(TreePath.getPath(unit, method));
        return Objects.requireNonNull(told, () -> method.getName() + " has no Javadoc").getFullBody().stream()
                .map(SettingsSource::markdown)
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .replace("|", "\\|");
    }

    private static String markdown(DocTree part) {
        return switch (part.getKind()) {
            case TEXT -> part.toString();
            case CODE -> "`" + ((com.sun.source.doctree.LiteralTree) part).getBody() + "`";
            case LINK ->
                "`"
                        + kebab(((com.sun.source.doctree.LinkTree) part)
                                .getReference()
                                .getSignature()
                                .replaceFirst(".*#", "")
                                .replace("()", ""))
                        + "`";
            default -> throw new IllegalStateException("There is no Markdown for " + part);
        };
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
