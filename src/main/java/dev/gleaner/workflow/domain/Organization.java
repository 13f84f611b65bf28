package dev.gleaner.workflow.domain;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Who stands behind a site, in the words of its structured data. What it does not say is null or empty.
 *
 * @param type the most particular type it claims ({@code Bakery})
 * @param name the name people know
 * @param legalName the name in the register
 * @param url its home
 * @param telephone as it is written
 * @param email as it is written
 * @param address where it is
 * @param sameAs other addresses that mean the same organisation
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Organization(
        String type,
        String name,
        String legalName,
        String url,
        String telephone,
        String email,
        Address address,
        List<String> sameAs) {

    /** Also reads what an earlier version wrote. */
    public Organization {
        sameAs = sameAs == null ? List.of() : List.copyOf(sameAs);
    }

    /**
     * A postal address. One that is written in a single line is all street.
     *
     * @param street street and number
     * @param postalCode the post's code
     * @param locality town
     * @param region state or province
     * @param country name or code
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Address(String street, String postalCode, String locality, String region, String country) {

        @JsonIgnore
        boolean isEmpty() {
            return Stream.of(street, postalCode, locality, region, country).allMatch(Objects::isNull);
        }
    }

    /** How much is known; of several descriptions the fullest is taken. */
    @JsonIgnore
    long fullness() {
        return Stream.of(name, legalName, url, telephone, email, address)
                        .filter(Objects::nonNull)
                        .count()
                + (sameAs.isEmpty() ? 0 : 1);
    }
}
