package dev.gleaner.pipeline;

import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/** This process among its like: the host's name, so that people find it, and something that no other start has. */
@Singleton
public class Replica {
    private final String name = host() + "-" + UUID.randomUUID().toString().substring(0, 8);

    /** The name that leases and the trail carry. */
    public String name() {
        return name;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "replica";
        }
    }
}
