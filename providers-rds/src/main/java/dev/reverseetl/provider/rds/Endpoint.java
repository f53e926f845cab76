package dev.reverseetl.provider.rds;

/**
 * Where a database listens.
 *
 * @param address the host name
 * @param port the port
 */
record Endpoint(String address, int port) {
    boolean hasAddress(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return address.equalsIgnoreCase(name);
    }
}
