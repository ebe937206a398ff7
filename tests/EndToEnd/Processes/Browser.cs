using Microsoft.Playwright;

namespace EndToEnd.Processes;

/// <summary>A headless Chromium of Debian.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    public static async Task<Browser> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        // Only a hang takes as long, however busy the machine is.
        Assertions.SetDefaultExpectTimeout(30_000);
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Requirement.Chromium,
            // Everything may run as root, where Chromium's sandbox refuses to; and nothing but the node is to be reached.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return new Browser(playwright, browser);
    }

    /// <summary>A page with a profile of its own, as on another machine. An error in its console is one of the test.</summary>
    public async Task<IPage> OpenAsync(Uri address, List<string>? errors = null, int width = 1100, int height = 760)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height } });
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => errors?.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                errors?.Add(message.Text);
        };
        await page.GotoAsync(address.ToString());
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
