package io.github.hfconnect.messages;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Reads the source for what it says: every text in it, put together as far as the source shows it. A message that is put together
 * elsewhere is found where its sentence stands.
 */
final class MessageScanner extends TreeScanner<@Nullable Void, @Nullable Void> {

    private static final String ROOT = "io.github.hfconnect";
    private static final String DIFFERS = "…";

    private final Map<String, String> constants = new HashMap<>();
    private final Set<Message> messages;
    private String room = "";
    private String by = "";

    private MessageScanner(Set<Message> messages) {
        this.messages = messages;
    }

    /** Adds every sentence of a source tree to a set. */
    static void scan(Path sources, Set<Message> messages) throws IOException {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> paths = Files.walk(sources)) {
            List<Path> java = paths.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(java));
            MessageScanner scanner = new MessageScanner(messages);
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            units.forEach(scanner::learnConstants);
            units.forEach(unit -> scanner.scan(unit, null));
        }
    }

    /** Names of keys are constants nearly everywhere; what they are is known before any message is read. */
    private void learnConstants(CompilationUnitTree unit) {
        for (Tree type : unit.getTypeDecls()) {
            String name =
                    type instanceof ClassTree outer ? outer.getSimpleName().toString() : "";
            new TreeScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void visitVariable(VariableTree variable, @Nullable Void unused) {
                    if (isConstant(variable) && variable.getInitializer() instanceof LiteralTree literal) {
                        constants.put(name + "." + variable.getName(), String.valueOf(literal.getValue()));
                    }
                    return super.visitVariable(variable, null);
                }
            }.scan(type, null);
        }
    }

    private static boolean isConstant(VariableTree variable) {
        return variable.getModifiers().getFlags().containsAll(Set.of(Modifier.STATIC, Modifier.FINAL))
                && variable.getType().toString().equals("String");
    }

    @Override
    public @Nullable Void visitCompilationUnit(CompilationUnitTree unit, @Nullable Void unused) {
        String name = Objects.requireNonNull(unit.getPackageName()).toString();
        room = name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
        return super.visitCompilationUnit(unit, null);
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
        String outer = by;
        by = outer.isEmpty() ? type.getSimpleName().toString() : outer;
        super.visitClass(type, null);
        by = outer;
        return null;
    }

    /** What a command says of its options stands in its help. */
    @Override
    public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void unused) {
        return null;
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void unused) {
        add(literal);
        return null;
    }

    @Override
    public @Nullable Void visitBinary(BinaryTree sum, @Nullable Void unused) {
        if (sum.getKind() != Tree.Kind.PLUS) {
            return super.visitBinary(sum, null);
        }
        add(sum);
        scanOperands(sum);
        return null;
    }

    /** What stands in between may hold sentences of its own, and literals of this one are no sentences. */
    private void scanOperands(Tree part) {
        if (part instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            scanOperands(sum.getLeftOperand());
            scanOperands(sum.getRightOperand());
        } else if (!(part instanceof LiteralTree)) {
            scan(part, null);
        }
    }

    private void add(ExpressionTree said) {
        String text = text(said).replace("{}", DIFFERS).replaceAll("(… ?)+…", DIFFERS);
        messages.add(new Message(room, by, text.replaceFirst("^[.,;:)\\s]+", "").strip()));
    }

    private String text(Tree part) {
        if (part instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            return text(sum.getLeftOperand()) + text(sum.getRightOperand());
        }
        if (part instanceof ParenthesizedTree inner) {
            return text(inner.getExpression());
        }
        if (part instanceof LiteralTree literal) {
            return literal.getValue() instanceof String text ? text : String.valueOf(literal.getValue());
        }
        String name = part instanceof IdentifierTree own ? by + "." + own : part.toString();
        return constants.getOrDefault(name, DIFFERS);
    }
}
