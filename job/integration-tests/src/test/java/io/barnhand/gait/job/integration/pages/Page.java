package io.barnhand.gait.job.integration.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * A page, read.
 *
 * @param path below the home of the project
 * @param targets of its links and pictures, as they are written
 * @param anchors of its headings, as GitHub makes them
 * @param code words within its text that are set as code
 * @param blocks of code, without those of SQL
 */
record Page(
        Path path,
        List<String> targets,
        Set<String> anchors,
        List<String> code,
        List<String> blocks) {

    static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    /** All that the project has. */
    static List<Page> all() {
        return files(".md").stream().sorted().map(Page::read).toList();
    }

    /**
     * Files of the project by the end of their names; what is built or written by a run is none.
     */
    static List<Path> files(String suffix) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(HOME, new Finder(suffix, found));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    static Page read(Path file) {
        Reader reader = new Reader();
        try {
            PARSER.parse(Files.readString(file)).accept(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Page(
                HOME.relativize(file), reader.targets, reader.anchors, reader.code, reader.blocks);
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static final class Finder extends SimpleFileVisitor<Path> {

        private final String suffix;
        private final List<Path> found;

        Finder(String suffix, List<Path> found) {
            this.suffix = suffix;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean foreign =
                    name.startsWith(".") && !name.equals(".github") && !folder.equals(HOME)
                            || name.equals("target")
                            || name.equals("node_modules")
                            || folder.equals(HOME.resolve("out"));
            return foreign ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(suffix)) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }
    }

    private static final class Reader extends AbstractVisitor {

        private final List<String> targets = new ArrayList<>();
        private final Set<String> anchors = new TreeSet<>();
        private final List<String> code = new ArrayList<>();
        private final List<String> blocks = new ArrayList<>();
        private final IdGenerator ids = IdGenerator.builder().build();

        @Override
        public void visit(Heading heading) {
            StringBuilder text = new StringBuilder();
            words(heading, text);
            anchors.add(ids.generateId(text.toString()));
            visitChildren(heading);
        }

        private static void words(Node node, StringBuilder text) {
            for (Node at = node.getFirstChild(); at != null; at = at.getNext()) {
                if (at instanceof Text plain) {
                    text.append(plain.getLiteral());
                } else if (at instanceof Code code) {
                    text.append(code.getLiteral());
                } else {
                    words(at, text);
                }
            }
        }

        @Override
        public void visit(Link link) {
            targets.add(link.getDestination());
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            targets.add(image.getDestination());
        }

        @Override
        public void visit(Code words) {
            code.add(words.getLiteral());
        }

        @Override
        public void visit(FencedCodeBlock block) {
            if (!"sql".equals(block.getInfo())) {
                blocks.add(block.getLiteral());
            }
        }

        @Override
        public void visit(IndentedCodeBlock block) {
            blocks.add(block.getLiteral());
        }
    }
}
