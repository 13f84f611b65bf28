package dev.gleaner.workflow.stock;

import dev.gleaner.workflow.price.StockSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;

/**
 * When a day's prices are final. Knows weekdays and no holidays: on those a provider is asked once, and has nothing new.
 */
@ApplicationScoped
class MarketCalendar {
    private final Clock clock;
    private final StockSettings settings;

    MarketCalendar(Clock clock, StockSettings settings) {
        this.clock = clock;
        this.settings = settings;
    }

    /** The last day whose prices are final. */
    LocalDate lastTradingDay() {
        ZonedDateTime now = clock.instant().atZone(settings.zone());
        LocalDate day =
                now.toLocalTime().isBefore(settings.close()) ? now.toLocalDate().minusDays(1) : now.toLocalDate();
        while (isWeekend(day)) {
            day = day.minusDays(1);
        }
        return day;
    }

    /** Since when that is so. */
    Instant closeOf(LocalDate day) {
        return day.atTime(settings.close()).atZone(settings.zone()).toInstant();
    }

    /** What day it is at the market. */
    LocalDate today() {
        return clock.instant().atZone(settings.zone()).toLocalDate();
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
