package dev.reverseetl.examples;

import dev.reverseetl.model.Model;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A directory of models, one file each. Its subdirectories, hidden files and all others are ignored. */
final class ModelDirectory {
    private ModelDirectory() {}

    /** Reads all models, in the order of their files' names; if any is bad, it says so of all that are. */
    static List<Model> read(Path directory) {
        List<ModelFile> files = files(directory);
        if (files.isEmpty()) {
            throw new ProgramFailure(
                    "The directory \"" + directory + "\" holds no model.",
                    "Put one file per model into it, named after the model and ending in .sql.");
        }
        List<Model> models = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ModelFile file : files) {
            try {
                Model model = file.read();
                models.add(model);
                if (!names.add(model.name())) {
                    throw new IllegalArgumentException("another file holds a model of that name");
                }
            } catch (IllegalArgumentException e) {
                problems.add(ShownText.of(file.fileName() + ": " + e.getMessage()));
            } catch (IOException e) {
                problems.add(ShownText.of(file.fileName() + ": it can't be read: " + reason(e)));
            }
        }
        if (!problems.isEmpty()) {
            throw new ProgramFailure(
                    problems.size() + " of " + files.size() + " files can't be models:\n" + String.join("\n", problems),
                    "Correct them; nothing was audited.");
        }
        return models;
    }

    private static List<ModelFile> files(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> !Files.isDirectory(entry))
                    .map(ModelFile::new)
                    .filter(ModelFile::isModel)
                    .sorted(Comparator.comparing(ModelFile::fileName))
                    .toList();
        } catch (IOException e) {
            throw new ProgramFailure(
                    "The directory \"" + directory + "\" can't be read: " + reason(e) + ".",
                    "Give the directory of the models with --models.",
                    e);
        }
    }

    private static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "it doesn't exist";
        }
        if (failure instanceof NotDirectoryException) {
            return "it is no directory";
        }
        return failure instanceof FileSystemException known && known.getReason() != null
                ? known.getReason()
                : failure.toString();
    }
}
