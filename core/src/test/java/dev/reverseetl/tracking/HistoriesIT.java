package dev.reverseetl.tracking;

import dev.reverseetl.testing.EachPostgres;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.PoolOfOne;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import java.sql.SQLException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;

/** Random histories of random tables: what a run reports is what a comparison of full copies finds. */
@Tag("slow")
class HistoriesIT {
    @OutermostPostgres
    void aFewHistoriesAreReportedAsTheyWere(TestDatabase database) throws SQLException {
        replay(database, LongStream.range(0, 30));
    }

    @Tag("long")
    @EachPostgres
    void manyHistoriesAreReportedAsTheyWere(TestDatabase database) throws SQLException {
        replay(database, LongStream.range(1_000_000, 1_000_000 + Long.getLong("tests.histories", 2_000)));
    }

    private static void replay(TestDatabase database, LongStream seeds) throws SQLException {
        TrackedDatabase tracked = TrackedDatabase.in(database);
        database.run("CREATE TABLE app.t (id int)");
        database.run(TypePool.DEFINITIONS.toArray(String[]::new));
        try (PoolOfOne role = new PoolOfOne(tracked.role().connect());
                TestSession session = new TestSession(database.dataSource().getConnection())) {
            for (long seed : seeds.toArray()) {
                new History(role, session, seed).run();
            }
        }
    }
}
