package dev.reverseetl.benchmarks;

import dev.reverseetl.model.Model;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** The floor: has the server parse and resolve the same texts, in one batch, and looks at no right at all. */
record PrepareAtOnce(DataSource admin, List<Model> models) implements Way {
    @Override
    public void go() throws SQLException {
        try (Connection connection = admin.getConnection();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < models.size(); i++) {
                statement.addBatch("PREPARE p_" + i + " AS " + models.get(i).query());
            }
            statement.executeBatch();
        }
    }
}
