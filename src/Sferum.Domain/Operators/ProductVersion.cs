using System.Reflection;

namespace Sferum.Operators;

/// <summary>Which release this binary is.</summary>
public static class ProductVersion
{
    /// <summary>Its number, without the mark of the build.</summary>
    public static readonly string Current =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
