package dev.gleaner.workflow.pricefile;

import dev.gleaner.workflow.price.DayPrice;
import dev.gleaner.workflow.price.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;

/**
 * What a day's prices must be like: numbers, not negative, the high above the low and the others in between. A day on which
 * nothing was traded has no prices of its own, whatever a provider repeats there; for indices and currencies, of which
 * nobody counts the volume, a zero means nothing.
 */
final class DayCheck {
    private static final BigDecimal LARGEST_VOLUME = BigDecimal.valueOf(Long.MAX_VALUE);

    private final boolean zeroVolumeIsFine;

    DayCheck(Symbol symbol) {
        this.zeroVolumeIsFine = symbol.isWithoutVolume();
    }

    /** Says what is wrong with a row. */
    static final class Refused extends RuntimeException {
        Refused(String reason) {
            super(reason, null, false, false);
        }
    }

    /**
     * The prices of a row.
     *
     * @throws Refused if it is not fit to be loaded
     */
    DayPrice require(LocalDate day, List<String> row, Columns columns, PriceNumbers numbers) {
        BigDecimal open = price("open", Columns.cell(row, columns.open()), numbers);
        BigDecimal high = price("high", Columns.cell(row, columns.high()), numbers);
        BigDecimal low = price("low", Columns.cell(row, columns.low()), numbers);
        BigDecimal close = price("close", Columns.cell(row, columns.close()), numbers);
        if (high.compareTo(low) < 0) {
            throw new Refused("high " + high.toPlainString() + " is below low " + low.toPlainString());
        }
        requireWithin("open", open, low, high);
        requireWithin("close", close, low, high);
        return new DayPrice(
                day, open, high, low, close, adjClose(row, columns, numbers), volume(row, columns, numbers));
    }

    private static BigDecimal adjClose(List<String> row, Columns columns, PriceNumbers numbers) {
        String cell = Columns.cell(row, columns.adjClose());
        return PriceNumbers.isMissing(cell) ? null : price("adjusted close", cell, numbers);
    }

    private Long volume(List<String> row, Columns columns, PriceNumbers numbers) {
        String cell = Columns.cell(row, columns.volume());
        if (PriceNumbers.isMissing(cell)) {
            return null;
        }
        BigDecimal volume = price("volume", cell, numbers).setScale(0, RoundingMode.HALF_UP);
        if (volume.compareTo(LARGEST_VOLUME) > 0) {
            throw new Refused("volume " + cell + " is too large");
        }
        if (volume.signum() == 0 && !zeroVolumeIsFine) {
            throw new Refused("volume is 0: nothing was traded");
        }
        return volume.longValueExact();
    }

    private static BigDecimal price(String name, String cell, PriceNumbers numbers) {
        if (PriceNumbers.isMissing(cell)) {
            throw new Refused(name + " is missing");
        }
        BigDecimal number = numbers.read(cell).orElseThrow(() -> new Refused(name + " is no number: " + cell));
        if (number.signum() < 0) {
            throw new Refused(name + " is negative: " + number.toPlainString());
        }
        return number;
    }

    private static void requireWithin(String name, BigDecimal price, BigDecimal low, BigDecimal high) {
        if (price.compareTo(low) < 0 || price.compareTo(high) > 0) {
            throw new Refused(name + " " + price.toPlainString() + " is not between low " + low.toPlainString()
                    + " and high " + high.toPlainString());
        }
    }
}
