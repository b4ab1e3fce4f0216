import java.nio.file.Path;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/**
 * A Neo4j Community server for tests, on 127.0.0.1: {@code java Server HOME PORT}. Says "ready" once it answers,
 * and ends when its standard input does, so that none outlives its tests.
 */
public class Server {
    public static void main(String[] arguments) throws Exception {
        var server = new DatabaseManagementServiceBuilder(Path.of(arguments[0]).toAbsolutePath().normalize())
                .setConfig(BoltConnector.enabled, true)
                .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", Integer.parseInt(arguments[1])))
                .setConfig(GraphDatabaseSettings.auth_enabled, false)
                .build();
        System.out.println("ready");
        while (System.in.read() >= 0) {
            // Wait for the end of input.
        }
        server.shutdown();
    }
}
