package dev.reverseetl.model;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.VisibleText;
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

/**
 * Reads models from SQL files in UTF-8, one model each. The query is the whole text. The lines with which a file begins
 * say what a query can't:
 *
 * <pre>{@code
 * -- id: user_id
 * -- name: active users
 * -- description: Who was here in the last 30 days
 * SELECT user_id, email FROM app.users WHERE active
 * }</pre>
 *
 * <p>{@code -- id:} names the columns that tell rows apart, exactly and with commas between them; one with a comma in
 * its name stands in double quotes. It must be there. Without {@code -- name:} a model is called as its file, without
 * {@code .sql}. Opens no connection. Thread-safe.
 */
public final class ModelFiles {
    private ModelFiles() {}

    /**
     * Reads one file.
     *
     * @param file the file, whatever its name ends in
     * @return its model
     * @throws ReverseEtlException with {@link ErrorCode#MODELS_INVALID} if it can't be read, or holds no model
     */
    public static LocatedModel read(Path file) {
        List<String> problems = new ArrayList<>();
        List<LocatedModel> models = readAll(List.of(new ModelFile(file)), problems);
        if (!problems.isEmpty()) {
            throw new ReverseEtlException(
                    ErrorCode.MODELS_INVALID, "A file can't be a model: " + problems.get(0) + ".", "Correct it.");
        }
        return models.get(0);
    }

    /**
     * Reads all files of a directory whose names end in {@code .sql}. Other files, hidden ones and subdirectories are
     * ignored.
     *
     * @param directory the directory
     * @return its models, in the order of the files' names; at least one
     * @throws ReverseEtlException with {@link ErrorCode#MODELS_INVALID} if the directory can't be read, holds no such
     *     file, or any of them holds no model or one of another's name; the message has every problem
     */
    public static List<LocatedModel> inDirectory(Path directory) {
        List<ModelFile> files = filesIn(directory);
        if (files.isEmpty()) {
            throw new ReverseEtlException(
                    ErrorCode.MODELS_INVALID,
                    "The directory " + quoted(directory) + " holds no model.",
                    "Put one file per model into it, named after the model and ending in .sql.");
        }
        List<String> problems = new ArrayList<>();
        List<LocatedModel> models = readAll(files, problems);
        if (!problems.isEmpty()) {
            throw new ReverseEtlException(
                    ErrorCode.MODELS_INVALID,
                    problems.size() + " of " + files.size() + " files can't be models:\n" + String.join("\n", problems)
                            + "\n",
                    "Correct them.");
        }
        return models;
    }

    private static List<LocatedModel> readAll(List<ModelFile> files, List<String> problems) {
        List<LocatedModel> models = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ModelFile file : files) {
            try {
                LocatedModel read = file.read();
                models.add(read);
                if (!names.add(read.model().name())) {
                    throw new IllegalArgumentException("another file holds a model of the name "
                            + Excerpt.of(read.model().name()));
                }
            } catch (IllegalArgumentException e) {
                problems.add(VisibleText.of(file.fileName() + ": " + e.getMessage()));
            } catch (IOException e) {
                problems.add(VisibleText.of(file.fileName() + ": it can't be read: " + reason(e)));
            }
        }
        return models;
    }

    private static List<ModelFile> filesIn(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> !Files.isDirectory(entry))
                    .map(ModelFile::new)
                    .filter(ModelFile::isModel)
                    .sorted(Comparator.comparing(ModelFile::fileName))
                    .toList();
        } catch (IOException e) {
            throw new ReverseEtlException(
                    ErrorCode.MODELS_INVALID,
                    "The directory " + quoted(directory) + " can't be read: " + VisibleText.of(reason(e)) + ".",
                    "Name the directory that holds the models.",
                    e);
        }
    }

    private static String quoted(Path path) {
        return '"' + VisibleText.of(path.toString()) + '"';
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
