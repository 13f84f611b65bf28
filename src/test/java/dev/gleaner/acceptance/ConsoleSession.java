package dev.gleaner.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.gleaner.fixture.Chromium;
import dev.gleaner.fixture.ReplicaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** One person before the console, in a window of its own. Whatever the page complains about fails the test at the end. */
final class ConsoleSession implements AutoCloseable {
    private final BrowserContext context;
    private final Page page;
    private final URI base;
    private final List<String> complaints = new ArrayList<>();
    private int clicks;

    private ConsoleSession(BrowserContext context, URI base) {
        this.context = context;
        this.page = context.newPage();
        this.base = base;
        page.setDefaultTimeout(Chromium.PATIENCE);
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
    }

    /** Before the door. */
    static ConsoleSession open(Browser browser, Browser.NewContextOptions options, URI base) {
        var session = new ConsoleSession(browser.newContext(options), base);
        session.page.navigate(base.toString());
        return session;
    }

    /** Behind it, as the administrator. */
    static ConsoleSession signedIn(Browser browser, URI base) {
        return open(browser, new Browser.NewContextOptions(), base).signIn();
    }

    ConsoleSession signIn() {
        page.getByLabel("E-mail").fill(ReplicaProcess.ADMIN_EMAIL);
        page.getByLabel("Password").fill(ReplicaProcess.ADMIN_PASSWORD);
        click(button("Sign in"));
        assertThat(page.locator("nav")).isAttached();
        return this;
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** Goes to an address of the console, such as {@code pages?category=CONTACT}. */
    ConsoleSession go(String route) {
        page.navigate(base + "#/" + route);
        return this;
    }

    void click(Locator what) {
        clicks++;
        what.click();
    }

    /** How often somebody had to click so far. */
    int clicks() {
        return clicks;
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The row of the list in which this stands. */
    Locator row(String text) {
        return page.locator(".grid-row", new Page.LocatorOptions().setHasText(text));
    }

    void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    /** The list says this of how many it has. */
    void total(String words) {
        assertThat(page.locator(".page-head .total")).hasText(words);
    }

    /** A sentence says this at the edge. */
    void toast(String words) {
        seen(page.locator(".toast", new Page.LocatorOptions().setHasText(words)).last());
    }

    void seen(Locator what) {
        assertThat(what).isVisible();
    }

    void says(Locator where, String words) {
        assertThat(where).containsText(words);
    }

    /** What comes as a file when one clicks there. */
    String saved(Locator button) {
        Download download = page.waitForDownload(() -> click(button));
        try {
            return Files.readString(download.path());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Leaves, and tells what the page complained about. */
    @Override
    public void close() {
        context.close();
        if (!complaints.isEmpty()) {
            throw new AssertionError("the page complained: " + complaints);
        }
    }
}
