<#-- Written by license-maven-plugin: a line an artifact, with the SPDX identifiers of its licences. -->
<#-- Whose POM names the licence of the Java part alone. The texts are in artifacts/. -->
<#assign natives = {
  "ai.djl.pytorch:pytorch-native-cpu": "BSD-3-Clause and others, see artifacts/pytorch-native-cpu",
  "org.bytedeco:ffmpeg": "Apache-2.0; FFmpeg in it LGPL-3.0-or-later, see artifacts/ffmpeg"
}>
Third-party software in this distribution of BarnHand Gait: artifact | licence | home.
Texts of licences are in texts/, and what the artifacts say of themselves in artifacts/ and in their jars.
Where several licences are named, one may be chosen.

<#list dependencyMap as entry>
<#assign project = entry.getKey()>
<#if project.groupId != "io.barnhand.gait">
<#assign id = project.groupId + ":" + project.artifactId>
${id}:${project.version} | ${natives[id]!(entry.getValue()?join(", "))} | ${project.url!"-"}
</#if>
</#list>
