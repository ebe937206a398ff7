using System.Reflection;
using System.Security.Cryptography;

namespace Switchboard.Node.Hosting.Page;

/// <summary>
/// The chat page at <c>/</c> and its files, which are part of the assembly: the node serves them wherever it is started from. Scripts and styles of
/// other origins, inline ones and frames are forbidden to the browser.
/// </summary>
internal static class PageEndpoints
{
    private const string Prefix = "wwwroot/";

    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly Dictionary<string, string> ContentTypes = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    public static void MapPage(this IEndpointRouteBuilder routes)
    {
        var assembly = typeof(PageEndpoints).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var file = PageFile.Load(assembly, name, ContentTypes[Path.GetExtension(name)]);
            var path = name[Prefix.Length..];
            routes.MapMethods(path == "index.html" ? "/" : "/" + path, ["GET", "HEAD"], context => ServeAsync(context, file));
        }
    }

    private static async Task ServeAsync(HttpContext context, PageFile file)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ETag = file.Tag;
        // Ask each time: the answer is nearly always 304, and a new version of the node is seen at once.
        headers.CacheControl = "no-cache";
        if (context.Request.Headers.IfNoneMatch == file.Tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        context.Response.ContentType = file.ContentType;
        context.Response.ContentLength = file.Content.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.BodyWriter.WriteAsync(file.Content, context.RequestAborted);
    }

    private sealed record PageFile(ReadOnlyMemory<byte> Content, string ContentType, string Tag)
    {
        public static PageFile Load(Assembly assembly, string name, string contentType)
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            return new PageFile(content, contentType, $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8))}\"");
        }
    }
}
