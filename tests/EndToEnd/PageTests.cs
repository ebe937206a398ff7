using EndToEnd.Processes;
using Microsoft.Playwright;

namespace EndToEnd;

/// <summary>The chat page works in a real browser: two people talk, and a server that is killed and started again costs neither of them anything.</summary>
public sealed class PageTests
{
    private static async Task<IPage> EnterAsync(Browser browser, NodeProcess node, string name, string room = "lobby", List<string>? errors = null)
    {
        var page = await browser.OpenAsync(node.Address, errors);
        await page.FillAsync("#name", name);
        await page.FillAsync("#room", room);
        await page.ClickAsync("#enter button");
        await Online(page);
        return page;
    }

    private static Task Online(IPage page) => Assertions.Expect(page.Locator("#state")).ToHaveTextAsync("online");

    private static async Task SayAsync(IPage page, string text)
    {
        await page.FillAsync("#text", text);
        await page.PressAsync("#text", "Enter");
    }

    private static ILocatorAssertions Messages(IPage page) => Assertions.Expect(page.Locator(".message:not(.pending) .text"));

    [BrowserFact]
    public async Task Two_people_chat_and_the_page_reports_no_error()
    {
        await using var node = await NodeProcess.StartAsync();
        await using var browser = await Browser.StartAsync();
        var errors = new List<string>();
        var ada = await EnterAsync(browser, node, "Ada", errors: errors);
        var bob = await EnterAsync(browser, node, "Bob", errors: errors);

        await SayAsync(ada, "Hello, <b>Bob</b>");
        await Messages(bob).ToHaveTextAsync(["Hello, <b>Bob</b>"]);
        await SayAsync(bob, "Hello, Ada");
        await Messages(ada).ToHaveTextAsync(["Hello, <b>Bob</b>", "Hello, Ada"]);
        await Assertions.Expect(ada.Locator(".message:not(.mine) .author")).ToHaveTextAsync("Bob");
        await Assertions.Expect(ada.Locator(".pending, .failed")).ToHaveCountAsync(0);

        Assert.Empty(errors);
    }

    [BrowserFact]
    public async Task Somebody_who_types_is_seen_typing()
    {
        await using var node = await NodeProcess.StartAsync();
        await using var browser = await Browser.StartAsync();
        var ada = await EnterAsync(browser, node, "Ada");
        var bob = await EnterAsync(browser, node, "Bob");

        await bob.Locator("#text").PressSequentiallyAsync("he");

        await Assertions.Expect(ada.Locator("#typing")).ToHaveTextAsync("Bob is typing…");
        await Assertions.Expect(bob.Locator("#typing")).ToBeEmptyAsync();
    }

    [BrowserFact]
    public async Task A_killed_server_costs_no_message_and_no_reload()
    {
        await using var node = await NodeProcess.StartAsync();
        await using var browser = await Browser.StartAsync();
        var ada = await EnterAsync(browser, node, "Ada");
        var bob = await EnterAsync(browser, node, "Bob");
        await SayAsync(ada, "before");
        await Messages(bob).ToHaveTextAsync(["before"]);
        await Assertions.Expect(ada.Locator(".pending")).ToHaveCountAsync(0);

        await node.KillAsync();
        await Assertions.Expect(ada.Locator("#state")).Not.ToHaveTextAsync("online");
        await SayAsync(ada, "meanwhile");
        await Assertions.Expect(ada.Locator(".pending .text")).ToHaveTextAsync("meanwhile");
        await node.StartAsync();

        await Online(ada);
        await Online(bob);
        await SayAsync(bob, "after");
        foreach (var page in new[] { ada, bob })
        {
            await Messages(page).ToHaveCountAsync(3);
            var texts = await page.Locator(".message:not(.pending) .text").AllTextContentsAsync();
            Assert.Equal("before", texts[0]);
            Assert.Equal(["after", "meanwhile"], texts.Skip(1).Order());
        }
    }

    [BrowserFact]
    public async Task History_is_there_for_who_comes_later()
    {
        await using var node = await NodeProcess.StartAsync();
        await using var browser = await Browser.StartAsync();
        var ada = await EnterAsync(browser, node, "Ada", "history");
        await SayAsync(ada, "one");
        await SayAsync(ada, "two");
        await Assertions.Expect(ada.Locator(".message:not(.pending)")).ToHaveCountAsync(2);

        var bob = await EnterAsync(browser, node, "Bob", "history");

        await Messages(bob).ToHaveTextAsync(["one", "two"]);
    }
}
