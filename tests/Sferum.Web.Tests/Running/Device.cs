using Microsoft.Playwright;

namespace Sferum.Running;

/// <summary>One person's browser: its page, and what must never happen on it.</summary>
internal sealed class Device : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string _address;
    private readonly List<string> _wrong = [];

    private Device(IBrowserContext context, IPage page, string address)
    {
        _context = context;
        _address = address;
        Page = page;
    }

    public IPage Page { get; }

    public static async Task<Device> Open(IBrowserContext context, string address)
    {
        var device = new Device(context, await context.NewPageAsync(), address);
        device.Watch(device.Page);
        return device;
    }

    public Task GoTo(string path) => Page.GotoAsync(path);

    /// <summary>Another tab of the same browser.</summary>
    public async Task<IPage> AnotherTab(string path)
    {
        var page = await _context.NewPageAsync();
        Watch(page);
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>The network is gone, or back.</summary>
    public Task Offline(bool offline) => _context.SetOfflineAsync(offline);

    /// <summary>The server cannot be reached although the page's files can: what a reload without a line meets.</summary>
    public async Task CutLine()
    {
        await _context.RouteWebSocketAsync("**/hub**", static socket => _ = socket.CloseAsync());
        await _context.RouteAsync("**/api/**", static route => route.AbortAsync());
    }

    public async Task MendLine()
    {
        await _context.UnrouteAllAsync();
        await _context.RouteWebSocketAsync("**/hub**", static socket => socket.ConnectToServer());
    }

    /// <summary>Until an asynchronous question to the page is answered with yes.</summary>
    public async Task Until(string question, object? argument = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await Page.EvaluateAsync<bool>(question, argument))
        {
            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>The page is left and loaded again by what is done.</summary>
    public async Task IsLoadedAnewBy(Func<Task> act)
    {
        var loaded = new TaskCompletionSource();
        void Loaded(object? sender, IPage page) => loaded.TrySetResult();
        Page.Load += Loaded;
        await act();
        await loaded.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Page.Load -= Loaded;
    }

    public ILocator ByName(AriaRole role, string name, bool exact = true) => Page.GetByRole(role, new() { Name = name, Exact = exact });

    public ILocator ByText(string text) => Page.GetByText(text, new() { Exact = true });

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        Assert.Empty(_wrong);
    }

    /// <summary>A request to a stranger, a broken rule of the page's policy and an uncaught error fail the test in which they happen.</summary>
    private void Watch(IPage page)
    {
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(_address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)
                && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
            {
                _wrong.Add($"request to {request.Url}");
            }
        };
        page.Console += (_, said) =>
        {
            if (said.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                _wrong.Add(said.Text);
            }
        };
        page.PageError += (_, error) => _wrong.Add(error);
    }
}
