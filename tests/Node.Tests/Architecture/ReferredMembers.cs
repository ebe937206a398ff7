using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Node.Tests.Architecture;

/// <summary>
/// What the types of an assembly refer to in other assemblies, each type by itself: base types, signatures, attributes and the bodies of methods. The
/// tables of an assembly alone do not tell which of its types refers to what.
/// </summary>
internal sealed class ReferredMembers : ISignatureTypeProvider<string, object?>
{
    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (int)(ushort)code.Value, code => code.OperandType);

    private readonly PEReader _image;
    private readonly MetadataReader _reader;
    private readonly Func<string, bool> _isAssembly;
    private HashSet<string> _names = [];

    private ReferredMembers(PEReader image, Func<string, bool> isAssembly)
    {
        _image = image;
        _reader = image.GetMetadataReader();
        _isAssembly = isAssembly;
    }

    /// <summary>By the full name of each of the file's types: what it refers to, as "Namespace.Type" or "Namespace.Type.Member". What the assembly itself refers to is under "".</summary>
    /// <param name="file">The assembly's file.</param>
    /// <param name="isAssembly">Which assemblies' members are of interest.</param>
    public static Dictionary<string, HashSet<string>> ByType(string file, Func<string, bool> isAssembly)
    {
        using var image = new PEReader(File.OpenRead(file));
        return new ReferredMembers(image, isAssembly).Read();
    }

    private Dictionary<string, HashSet<string>> Read()
    {
        var all = new Dictionary<string, HashSet<string>>();
        foreach (var handle in _reader.TypeDefinitions)
        {
            _names = all[FullName(handle)] = [];
            Visit(_reader.GetTypeDefinition(handle));
        }

        foreach (var handle in _reader.CustomAttributes)
        {
            var attribute = _reader.GetCustomAttribute(handle);
            var owner = OwnerOf(attribute.Parent);
            if (!all.TryGetValue(owner, out _names!)) _names = all[owner] = [];
            Visit(attribute.Constructor);
        }

        return all;
    }

    private void Visit(TypeDefinition type)
    {
        Visit(type.BaseType);
        foreach (var handle in type.GetInterfaceImplementations()) Visit(_reader.GetInterfaceImplementation(handle).Interface);
        foreach (var handle in type.GetFields()) _reader.GetFieldDefinition(handle).DecodeSignature(this, null);
        foreach (var handle in type.GetMethodImplementations()) Visit(_reader.GetMethodImplementation(handle).MethodDeclaration);
        Visit(type.GetGenericParameters());
        foreach (var handle in type.GetMethods())
        {
            var method = _reader.GetMethodDefinition(handle);
            method.DecodeSignature(this, null);
            Visit(method.GetGenericParameters());
            if (method.RelativeVirtualAddress != 0) Visit(_image.GetMethodBody(method.RelativeVirtualAddress));
        }
    }

    private void Visit(GenericParameterHandleCollection parameters)
    {
        foreach (var parameter in parameters)
            foreach (var constraint in _reader.GetGenericParameter(parameter).GetConstraints()) Visit(_reader.GetGenericParameterConstraint(constraint).Type);
    }

    private void Visit(MethodBodyBlock body)
    {
        if (!body.LocalSignature.IsNil) _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(this, null);
        foreach (var region in body.ExceptionRegions)
            if (!region.CatchType.IsNil) Visit(region.CatchType);
        var code = body.GetILReader();
        while (code.RemainingBytes > 0)
        {
            int op = code.ReadByte();
            if (op == 0xFE) op = (op << 8) | code.ReadByte();
            switch (Operands[op])
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType or OperandType.InlineSig:
                    Visit(MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                case OperandType.InlineBrTarget or OperandType.InlineI or OperandType.InlineString or OperandType.ShortInlineR:
                    code.Offset += 4;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    code.Offset += 8;
                    break;
                case OperandType.InlineVar:
                    code.Offset += 2;
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    code.Offset += 1;
                    break;
                case OperandType.InlineSwitch:
                    var targets = code.ReadInt32();
                    code.Offset += 4 * targets;
                    break;
            }
        }
    }

    // Returns the name of the type that is referred to, or that a member belongs to; empty when it is of no interest.
    private string Visit(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeReference when !handle.IsNil:
                return GetTypeFromReference(_reader, (TypeReferenceHandle)handle, 0);
            case HandleKind.TypeSpecification:
                return _reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null);
            case HandleKind.MethodSpecification:
                var instance = _reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                instance.DecodeSignature(this, null);
                return Visit(instance.Method);
            case HandleKind.MemberReference:
                var member = _reader.GetMemberReference((MemberReferenceHandle)handle);
                if (member.GetKind() == MemberReferenceKind.Field) member.DecodeFieldSignature(this, null);
                else member.DecodeMethodSignature(this, null);
                var type = Visit(member.Parent);
                if (type.Length > 0) _names.Add($"{type}.{_reader.GetString(member.Name)}");
                return type;
            default:
                return ""; // its own definitions are visited where they stand
        }
    }

    private string OwnerOf(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => FullName((TypeDefinitionHandle)handle),
        HandleKind.MethodDefinition => FullName(_reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType()),
        HandleKind.FieldDefinition => FullName(_reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType()),
        _ => "",
    };

    private string FullName(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        var name = _reader.GetString(type.Name);
        return type.GetDeclaringType() is { IsNil: false } outer ? $"{FullName(outer)}+{name}" : $"{_reader.GetString(type.Namespace)}.{name}";
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var name = NameOf(handle);
        if (name.Length > 0) _names.Add(name);
        return name;
    }

    private string NameOf(TypeReferenceHandle handle)
    {
        var type = _reader.GetTypeReference(handle);
        var name = _reader.GetString(type.Name).Split('`')[0];
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
            return NameOf((TypeReferenceHandle)type.ResolutionScope) is { Length: > 0 } outer ? $"{outer}+{name}" : "";
        if (type.ResolutionScope.Kind != HandleKind.AssemblyReference) return "";
        var assembly = _reader.GetString(_reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name);
        return _isAssembly(assembly) ? $"{_reader.GetString(type.Namespace)}.{name}" : "";
    }

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => Visit(handle);

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => genericType;

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => "";

    public string GetArrayType(string elementType, ArrayShape shape) => elementType;

    public string GetByReferenceType(string elementType) => elementType;

    public string GetFunctionPointerType(MethodSignature<string> signature) => "";

    public string GetGenericMethodParameter(object? genericContext, int index) => "";

    public string GetGenericTypeParameter(object? genericContext, int index) => "";

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetPinnedType(string elementType) => elementType;

    public string GetPointerType(string elementType) => elementType;

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => "";

    public string GetSZArrayType(string elementType) => elementType;
}
