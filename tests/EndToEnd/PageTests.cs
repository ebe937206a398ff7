using System.Text.Json.Nodes;
using EndToEnd.Processes;
using Microsoft.Playwright;

namespace EndToEnd;

/// <summary>The chat page works in a real browser: two people talk, and a server that is killed and started again costs neither of them anything.</summary>
public sealed class PageTests
{
    private static async Task<IPage> EnterAsync(Browser browser, NodeProcess node, string name, string room = "lobby", List<string>? errors = null)
    {
        var page = await browser.OpenAsync(node.Address, errors);
        await EnterAsync(page, name, room);
        await Online(page);
        return page;
    }

    private static async Task EnterAsync(IPage page, string name, string room)
    {
        await page.FillAsync("#name", name);
        await page.FillAsync("#room", room);
        await page.ClickAsync("#enter button");
    }

    private static Task Online(IPage page) => HasState(page, "online");

    private static Task HasState(IPage page, string text) => Assertions.Expect(page.Locator("#state")).ToHaveTextAsync(text);

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
        // What is shown for some seconds only is shown until it is looked at, however long that takes.
        var now = new DateTime(2030, 1, 1, 12, 0, 0, DateTimeKind.Utc);
        await ada.Clock.SetFixedTimeAsync(now);

        await bob.Locator("#text").PressSequentiallyAsync("he");

        await Assertions.Expect(ada.Locator("#typing")).ToHaveTextAsync("Bob is typing…");
        await Assertions.Expect(bob.Locator("#typing")).ToBeEmptyAsync();
        await ada.Clock.SetFixedTimeAsync(now.AddSeconds(4));
        await Assertions.Expect(ada.Locator("#typing")).ToBeEmptyAsync();
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
    public async Task A_room_whose_storage_is_away_is_read_only_until_the_server_says_that_it_is_back()
    {
        await using var node = await NodeProcess.StartAsync();
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(node.Address);
        var joined = new TaskCompletionSource<IWebSocketRoute>(TaskCreationOptions.RunContinuationsAsynchronously);
        // The test answers in the server's place, in the words of docs/protocol.md.
        await page.RouteWebSocketAsync(url => url.Contains("/socket/websocket", StringComparison.Ordinal), socket => socket.OnMessage(frame =>
        {
            var join = JsonNode.Parse(frame.Text!)!;
            socket.Send($$$"""["{{{join[0]}}}","{{{join[1]}}}","room:lobby","phx_reply",{"status":"ok","response":{"last_seq":0,"epoch":"e","recovered":true,"messages":[],"degraded":true}}]""");
            joined.TrySetResult(socket);
        }));
        await page.ReloadAsync();
        await EnterAsync(page, "Ada", "lobby");
        await HasState(page, "read only");

        (await joined.Task).Send("""[null,null,"room:lobby","room_state",{"degraded":false}]""");

        await Online(page);
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
