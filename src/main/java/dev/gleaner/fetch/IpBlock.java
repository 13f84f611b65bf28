package dev.gleaner.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A block of addresses.
 *
 * @param network its first address
 * @param bits how many leading bits all its addresses share
 * @param meaning what it is for, as it reads after "is"
 */
record IpBlock(byte[] network, int bits, String meaning) {

    /** Reads {@code 10.0.0.0/8}. */
    static IpBlock of(String notation, String meaning) {
        int slash = notation.indexOf('/');
        try {
            byte[] network = InetAddress.getByName(notation.substring(0, slash)).getAddress();
            return new IpBlock(network, Integer.parseInt(notation.substring(slash + 1)), meaning);
        } catch (UnknownHostException noLiteral) {
            throw new IllegalArgumentException(notation, noLiteral);
        }
    }

    boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
